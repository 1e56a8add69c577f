using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.Entra;

/// <summary>Creates tokens that an API must reject.</summary>
internal static class WrongTokens
{
    public static string Make(this LocalEntra entra, WrongToken what, ResourceRegistration audience, ResourceRegistration other)
    {
        var app = Registrations.Apps.Single(one => one.ClientId == EntraIds.ClientApp);
        var good = entra.AccessTokens.Issue(app, audience, TimeSpan.FromHours(1));
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
            case WrongToken.Expired:
                return entra.AccessTokens.Issue(app, audience, TimeSpan.FromMinutes(-6));
            case WrongToken.OtherAudience:
                return entra.AccessTokens.Issue(app, other, TimeSpan.FromHours(1));
            case WrongToken.ServiceAccount:
                return entra.Cluster.Issue("mcp-client", TimeSpan.FromHours(1));
            default:
                throw new ArgumentOutOfRangeException(nameof(what));
        }
    }

    private static string Foreign(string good, string? issuer)
    {
        using var signer = new SigningKey();
        var claims = TokenParts.Claims(good);
        claims["iss"] = issuer ?? (string)claims["iss"]!;
        return signer.Sign(claims);
    }
}
