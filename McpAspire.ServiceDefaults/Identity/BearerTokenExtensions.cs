using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Authenticates callers by bearer tokens of Entra ID.</summary>
public static class BearerTokenExtensions
{
    /// <summary>The only algorithm of Entra ID; a single one rules out algorithm confusion.</summary>
    private const string Algorithm = "RS256";

    private static readonly TimeSpan KeysTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Validates the signature, issuer, audience and lifetime (clock skew 5 minutes) of callers' tokens. Claims keep their names: the
    /// caller's name is <c>azp</c>, its roles are <c>roles</c>. Does not store the token.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Sets <c>Authority</c> and the audience, and any other option.</param>
    public static void AddBearerTokens(this IHostApplicationBuilder builder, Action<JwtBearerOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        // Authentication adds it; it would write keys for cookies, which are not used here, to the user's profile.
        const string KeyRing = "Microsoft.AspNetCore.DataProtection.Internal.DataProtectionHostedService";
        foreach (var service in builder.Services.Where(static service => service.ImplementationType?.FullName == KeyRing).ToArray())
        {
            builder.Services.Remove(service);
        }

        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IServiceProvider>((bearer, services) =>
        {
            bearer.MapInboundClaims = false;
            bearer.SaveToken = false;
            bearer.BackchannelTimeout = KeysTimeout;
            bearer.TokenValidationParameters.NameClaimType = "azp";
            bearer.TokenValidationParameters.RoleClaimType = "roles";
            bearer.TokenValidationParameters.ValidAlgorithms = [Algorithm];
            bearer.Events = new JwtBearerEvents { OnTokenValidated = CheckTenant };
            configure(bearer, services);
        });
    }

    /// <summary>All tenants' tokens have the same keys, so the tenant that a token names must be that of its issuer.</summary>
    private static Task CheckTenant(TokenValidatedContext context)
    {
        var issuer = context.SecurityToken.Issuer.Split('/');
        if (context.Principal!.FindAll("tid").FirstOrDefault(tenant => !issuer.Contains(tenant.Value, StringComparer.OrdinalIgnoreCase))
            is { } foreign)
        {
            context.Fail(new SecurityTokenInvalidIssuerException("The tenant is not the issuer's.") { InvalidIssuer = foreign.Value });
        }

        return Task.CompletedTask;
    }
}
