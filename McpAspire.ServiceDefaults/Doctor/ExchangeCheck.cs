using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Privacy;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Exchanges the user's token of <see cref="DoctorArguments.TokenVariable"/> as a call of that user would.</summary>
public static class ExchangeCheck
{
    private static readonly string[] ReportedClaims = ["iss", "aud", "exp", "azp", "scp", "roles"];

    /// <param name="services">The services of the program.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="scopes">The API's scopes, separated by spaces or commas.</param>
    /// <param name="cancellationToken">Cancels the exchange.</param>
    public static async Task<DoctorCheck> RunAsync(
        IServiceProvider services, string name, string scopes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.GetService<DoctorArguments>()?.TokenVariable is not { } variable)
        {
            return DoctorCheck.Skip(
                name, "calls carry the caller's identity: --token-env NAME tries them with a user's token for this server");
        }

        // Environment variables are part of the configuration, with colons for double underscores.
        var text = services.GetRequiredService<IConfiguration>()[variable.Replace("__", ":", StringComparison.Ordinal)] ?? string.Empty;
        if (JwtClaims.Read(text) is not { } user)
        {
            return DoctorCheck.Fail(
                name, $"the variable {variable} does not contain a JSON Web Token", "Set it to a user's access token for this server.");
        }

        if (user.Texts("scp").Count == 0)
        {
            return DoctorCheck.Fail(
                name, $"the token in {variable} is not one of a user: it has no claim scp", "Sign in as a user, not as an application.");
        }

        if (services.GetRequiredService<IOptions<IdentityOptions>>().ValueOrNull() is null)
        {
            return DoctorCheck.Skip(name, "the identity settings are not valid");
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var token = new UserToken(
            services.GetRequiredService<UserTokenSource>(),
            new Secret(text.Trim()),
            user.ExpiresAt ?? now,
            scopes);
        try
        {
            var claims = JwtClaims.Read((await token.GetAsync(cancellationToken))!);
            var life = claims?.ExpiresAt is { } end ? $", valid for {Duration.Format(end - now)}" : string.Empty;
            return DoctorCheck.Pass(name, $"the user's token was exchanged for one for {scopes}{life}") with
            {
                Claims = claims?.Only(ReportedClaims),
            };
        }
        catch (UserTokenException exception)
        {
            return exception.Code is { } code && AadstsErrors.Find(code) is var error
                ? DoctorCheck.Fail(name, $"{code}: {error.Cause}", error.Fix) with { Code = code }
                : DoctorCheck.Fail(
                    name,
                    exception.Message.TrimEnd('.'),
                    $"Check the network between this program and the authority (check {CheckNames.Authority}).");
        }
    }
}
