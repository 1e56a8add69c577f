using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Who calls: the bearer tokens of Entra ID.</summary>
public static class BearerTokenExtensions
{
    /// <summary>Entra ID signs with no other; one algorithm leaves none to confuse it with.</summary>
    private const string Algorithm = "RS256";

    private static readonly TimeSpan KeysTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Checks the tokens of callers: signature, issuer, audience and lifetime (5 minutes of clock skew). The claims keep their names; a
    /// caller's name is
    /// its application, <c>azp</c>, and its roles are <c>roles</c>. The token itself is not kept.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Says whose tokens and for whom: <c>Authority</c> and the audience. It may change anything else, too.</param>
    public static void AddBearerTokens(this IHostApplicationBuilder builder, Action<JwtBearerOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        // It comes with authentication and would write keys to the user's profile, for cookies that nobody here has.
        foreach (var service in builder.Services.Where(static service => service.ImplementationType?.FullName == "Microsoft.AspNetCore.DataProtection.Internal.DataProtectionHostedService").ToArray())
        {
            builder.Services.Remove(service);
        }

        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IServiceProvider>((bearer, services) =>
        {
            bearer.MapInboundClaims = false;
            bearer.SaveToken = false;
            bearer.BackchannelTimeout = KeysTimeout;
            bearer.TokenValidationParameters.NameClaimType = "azp";
            bearer.TokenValidationParameters.RoleClaimType = "roles";
            bearer.TokenValidationParameters.ValidAlgorithms = [Algorithm];
            bearer.Events = new JwtBearerEvents();
            configure(bearer, services);
        });
    }
}
