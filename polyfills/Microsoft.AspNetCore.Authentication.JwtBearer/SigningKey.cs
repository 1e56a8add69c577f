using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>One public key of an issuer (RFC 7517).</summary>
internal sealed class SigningKey
{
    private const int MinRsaBits = 2048;
    private readonly RSAParameters? _rsa;
    private readonly ECParameters? _ec;

    private SigningKey(string? id, RSAParameters? rsa, ECParameters? ec)
    {
        (Id, _rsa, _ec) = (id, rsa, ec);
    }

    public string? Id { get; }

    /// <returns>The key; null when it is not for signatures or of another type than RSA and P-256.</returns>
    public static SigningKey? Read(JsonElement key)
    {
        if (Text(key, "use") is not (null or "sig"))
        {
            return null;
        }

        return (Text(key, "kty"), Text(key, "crv")) switch
        {
            ("RSA", _) => new SigningKey(Text(key, "kid"), new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") }, null),
            ("EC", "P-256") => new SigningKey(Text(key, "kid"), null, new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") },
            }),
            _ => null,
        };
    }

    public bool Verify(string? algorithm, byte[] signed, byte[] signature)
    {
        switch (algorithm)
        {
            case "RS256" when _rsa is { } parameters:
                using (var rsa = RSA.Create(parameters))
                {
                    return rsa.KeySize >= MinRsaBits && rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                }

            case "ES256" when _ec is { } parameters:
                using (var ec = ECDsa.Create(parameters))
                {
                    return ec.VerifyData(signed, signature, HashAlgorithmName.SHA256);
                }

            default:
                return false;
        }
    }

    private static string? Text(JsonElement key, string name) => key.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());
}
