using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;

namespace McpAspire.MockBackend.Entra;

/// <summary>Authenticates the application of a token request. Each check returns null when it passes.</summary>
internal sealed class ClientAuthentication(EntraAddresses addresses, ServiceAccountIssuer cluster, TimeProvider time)
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // As in Entra ID.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public async Task<EntraError?> CheckAsync(AppRegistration app, IFormCollection form)
    {
        if (form.TryGetValue("client_assertion", out var assertion))
        {
            return form["client_assertion_type"] == JwtBearer
                ? await CheckAssertionAsync(app, assertion.ToString())
                : EntraError.Missing("client_assertion_type");
        }

        if (!form.TryGetValue("client_secret", out var secret))
        {
            return EntraError.NoCredential(form["grant_type"] == GrantTypes.ClientCredentials);
        }

        return app.Secret is not null && CryptographicOperations.FixedTimeEquals(Hash(app.Secret), Hash(secret.ToString()))
            ? null
            : EntraError.WrongSecret(app.ClientId);
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private async Task<EntraError?> CheckAssertionAsync(AppRegistration app, string assertion)
    {
        if (SigningKey.Read(assertion) is not { } token)
        {
            return EntraError.MalformedAssertion();
        }

        if (app.Subject is null || token.Issuer != addresses.ClusterIssuer)
        {
            return EntraError.WrongIssuer(token.Issuer);
        }

        if (token.Subject != app.Subject)
        {
            return EntraError.WrongSubject(token.Subject);
        }

        if (!token.Audiences.Contains(EntraIds.ExchangeAudience))
        {
            return EntraError.WrongAudience([.. token.Audiences]);
        }

        return await cluster.IssuedAsync(token) ? CheckLifetime(token) : EntraError.WrongSignature();
    }

    private EntraError? CheckLifetime(JsonWebToken token)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return token.ValidTo >= now - ClockSkew && token.ValidFrom <= now + ClockSkew ? null : EntraError.OutOfTime();
    }
}
