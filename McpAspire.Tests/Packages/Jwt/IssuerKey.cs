using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Packages.Jwt;

/// <summary>A key pair of an issuer.</summary>
internal sealed class IssuerKey(string algorithm, string id) : IDisposable
{
    private readonly AsymmetricAlgorithm _key = algorithm == "RS256" ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Id => id;

    public string Sign(JsonObject payload) =>
        TokenIssuer.Join(new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = id }, payload, Sign);

    public byte[] Sign(byte[] text) => _key switch
    {
        RSA rsa => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa ec => ec.SignData(text, HashAlgorithmName.SHA256),
        _ => throw new NotSupportedException(),
    };

    /// <summary>The public half, as a set of keys lists it (RFC 7517).</summary>
    public JsonNode Published()
    {
        var key = new JsonObject { ["kid"] = id, ["use"] = "sig" };
        if (_key is RSA rsa)
        {
            var parameters = rsa.ExportParameters(false);
            (key["kty"], key["n"], key["e"]) = ("RSA", Base64Url.EncodeToString(parameters.Modulus), Base64Url.EncodeToString(parameters.Exponent));
        }
        else
        {
            var point = ((ECDsa)_key).ExportParameters(false).Q;
            (key["kty"], key["crv"], key["x"], key["y"]) = ("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        }

        return key;
    }

    public byte[] PublicBytes() => _key.ExportSubjectPublicKeyInfo();

    public void Dispose() => _key.Dispose();
}
