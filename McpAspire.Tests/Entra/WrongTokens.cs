using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

/// <summary>Creates tokens that an API must reject.</summary>
internal static class WrongTokens
{
    private const string OtherTenant = "99999999-0000-0000-0000-000000000000";

    /// <param name="entra">The tenant.</param>
    /// <param name="what">The error.</param>
    /// <param name="audience">The API.</param>
    /// <param name="other">Another API.</param>
    /// <param name="user">The user; null for a program's token.</param>
    public static string Make(
        this LocalEntra entra, WrongToken what, ResourceRegistration audience, ResourceRegistration other, UserRegistration? user = null)
    {
        var app = Registrations.FindApp(user is null ? EntraIds.ClientApp : EntraIds.IdeApp)!;
        var good = Issue(audience, TimeSpan.FromHours(1));
        var payload = good.Split('.')[1];
        switch (what)
        {
            case WrongToken.Garbage:
                return "garbage";
            case WrongToken.Tampered:
                return TokenParts.WithClaims(good, claims => claims["oid"] = "else");
            case WrongToken.WithoutSignature:
                return $"{TokenParts.Encode("""{"alg":"none","typ":"JWT"}""")}.{payload}.";
            case WrongToken.SignedWithPublicKey:
                var key = entra.AccessTokens.KeySet()["keys"]![0]!;
                var signed = $"{TokenParts.Encode($$"""{"alg":"HS256","typ":"JWT","kid":"{{key["kid"]}}"}""")}.{payload}";
                var signature = HMACSHA256.HashData(Encoding.ASCII.GetBytes((string)key["n"]!), Encoding.ASCII.GetBytes(signed));
                return $"{signed}.{Base64Url.EncodeToString(signature)}";
            case WrongToken.ForeignKey:
                return Foreign(good, issuer: null);
            case WrongToken.ForeignIssuer:
                return Foreign(good, "https://example.test/v2.0");
            case WrongToken.OtherTenant:
                var issuer = entra.Addresses.Issuer.Replace(EntraIds.Tenant, OtherTenant, StringComparison.Ordinal);
                return entra.With(good, claims => (claims["iss"], claims["tid"]) = (issuer, OtherTenant));
            case WrongToken.OtherTenantId:
                return entra.With(good, claims => claims["tid"] = OtherTenant);
            case WrongToken.Expired:
                return Issue(audience, TimeSpan.FromMinutes(-6));
            case WrongToken.OtherAudience:
                return Issue(other, TimeSpan.FromHours(1));
            case WrongToken.ServiceAccount:
                return entra.Cluster.Issue("mcp-client", TimeSpan.FromHours(1));
            default:
                throw new ArgumentOutOfRangeException(nameof(what));
        }

        string Issue(ResourceRegistration resource, TimeSpan lifetime)
        {
            return user is null
                ? entra.AccessTokens.Issue(app, resource, lifetime)
                : entra.AccessTokens.Issue(user, app, new(resource, resource.Scopes, []), lifetime);
        }
    }

    private static string With(this LocalEntra entra, string good, Action<JsonObject> change)
    {
        var claims = TokenParts.Claims(good);
        change(claims);
        return entra.AccessTokens.Sign(claims);
    }

    private static string Foreign(string good, string? issuer)
    {
        using var signer = new SigningKey();
        var claims = TokenParts.Claims(good);
        claims["iss"] = issuer ?? (string)claims["iss"]!;
        return signer.Sign(claims);
    }
}
