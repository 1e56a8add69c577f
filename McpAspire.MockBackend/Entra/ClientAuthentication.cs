using System.Security.Cryptography;
using System.Text;

namespace McpAspire.MockBackend.Entra;

/// <summary>Proves that a token request comes from the application that it names. Each check returns null when it is passed.</summary>
internal sealed class ClientAuthentication(EntraAddresses addresses, ServiceAccountIssuer cluster, TimeProvider time)
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // Entra ID allows clocks to differ by this much.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public EntraError? Check(AppRegistration app, IFormCollection form)
    {
        if (form.TryGetValue("client_assertion", out var assertion))
        {
            return form["client_assertion_type"] == JwtBearer ? CheckAssertion(app, assertion.ToString()) : EntraError.Missing("client_assertion_type");
        }

        if (!form.TryGetValue("client_secret", out var secret))
        {
            return EntraError.NoCredential();
        }

        return app.Secret is not null && CryptographicOperations.FixedTimeEquals(Hash(app.Secret), Hash(secret.ToString())) ? null : EntraError.WrongSecret(app.ClientId);
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private EntraError? CheckAssertion(AppRegistration app, string assertion)
    {
        if (SignedToken.Read(assertion) is not { } token)
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
            return EntraError.WrongAudience(token.Audiences);
        }

        return cluster.Issued(token) ? CheckLifetime(token) : EntraError.WrongSignature();
    }

    private EntraError? CheckLifetime(SignedToken token)
    {
        var now = time.GetUtcNow();
        return token.Expires >= (now - ClockSkew).ToUnixTimeSeconds() && (token.NotBefore ?? long.MinValue) <= (now + ClockSkew).ToUnixTimeSeconds()
            ? null
            : EntraError.OutOfTime();
    }
}
