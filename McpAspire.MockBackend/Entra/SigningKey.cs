using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace McpAspire.MockBackend.Entra;

/// <summary>A key that signs tokens (RS256), created at startup and kept in memory.</summary>
internal sealed class SigningKey : IDisposable
{
    private static readonly JsonWebTokenHandler Tokens = new() { MaximumTokenSizeInBytes = 64 * 1024 };

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RsaSecurityKey _key;

    public SigningKey()
    {
        _key = new(_rsa);
        _key.KeyId = Base64UrlEncoder.Encode(_key.ComputeJwkThumbprint());
    }

    /// <summary>Reads a token without validation; null if it is malformed.</summary>
    public static JsonWebToken? Read(string text)
    {
        try
        {
            var token = Tokens.ReadJsonWebToken(text);
            // Claims are decoded on access, and strings with invalid Unicode throw only then.
            _ = (token.Alg, token.Kid, token.Issuer, token.Subject, token.Audiences.Count(), token.ValidFrom, token.ValidTo);
            return token;
        }
        catch (Exception exception) when (exception is ArgumentException or ArithmeticException or FormatException
            or InvalidOperationException or JsonException or SecurityTokenException)
        {
            return null;
        }
    }

    /// <summary>The public key, as a JSON Web Key Set.</summary>
    public JsonObject KeySet()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(_key);
        return new()
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = key.Kty,
                ["use"] = "sig",
                ["alg"] = SecurityAlgorithms.RsaSha256,
                ["kid"] = key.Kid,
                ["n"] = key.N,
                ["e"] = key.E,
            }),
        };
    }

    public string Sign(JsonObject claims) =>
        Tokens.CreateToken(claims.ToJsonString(), new SigningCredentials(_key, SecurityAlgorithms.RsaSha256));

    /// <summary>Whether this key signed the token.</summary>
    public async Task<bool> VerifiesAsync(JsonWebToken token)
    {
        var result = await Tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
#pragma warning disable CA5404 // Callers check these, each with an error of its own.
            ValidateAudience = false,
            ValidateIssuer = false,
            ValidateLifetime = false,
#pragma warning restore CA5404
        });
        return result.IsValid && token.Kid == _key.KeyId;
    }

    public void Dispose() => _rsa.Dispose();
}
