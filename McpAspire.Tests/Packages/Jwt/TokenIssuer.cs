using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Packages.Jwt;

/// <summary>An OpenID Connect issuer: signs tokens, and answers the requests for its metadata and keys.</summary>
internal sealed class TokenIssuer : HttpMessageHandler
{
    public const string Name = "https://issuer.test/tenant";
    public const string Audience = "api://backend";

    // An RSA key takes long to make; tests that need one rotate to it.
    private readonly List<IssuerKey> _keys = [new IssuerKey("ES256", "key-1")];

    public IssuerKey Key => _keys[^1];

    /// <summary>How often the metadata was fetched.</summary>
    public int Fetches { get; private set; }

    public bool IsDown { get; set; }

    /// <summary>Publishes a key and signs with it from now on.</summary>
    public void Rotate(string algorithm = "ES256") => _keys.Add(new IssuerKey(algorithm, $"key-{_keys.Count + 1}"));

    /// <summary>The payload of a token that is valid from now on for an hour.</summary>
    public static JsonObject Payload() => new()
    {
        ["iss"] = Name,
        ["aud"] = Audience,
        ["sub"] = "subject-1",
        ["roles"] = new JsonArray("Users.Read", "Tickets.Write"),
        ["nbf"] = In(TimeSpan.Zero),
        ["exp"] = In(TimeSpan.FromHours(1)),
    };

    public static long In(TimeSpan time) => (TimeProvider.System.GetUtcNow() + time).ToUnixTimeSeconds();

    public string Token(Action<JsonObject>? change = null) => Key.Sign(With(change));

    public static JsonObject With(Action<JsonObject>? change)
    {
        var payload = Payload();
        change?.Invoke(payload);
        return payload;
    }

    /// <summary>Puts a token together; the signature is of the text before it.</summary>
    public static string Join(JsonObject header, JsonObject payload, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new HttpRequestException("The issuer does not answer.");
        }

        JsonObject answer;
        if (request.RequestUri!.AbsoluteUri == $"{Name}/.well-known/openid-configuration")
        {
            Fetches++;
            answer = new JsonObject { ["issuer"] = Name, ["jwks_uri"] = $"{Name}/keys" };
        }
        else
        {
            answer = new JsonObject { ["keys"] = new JsonArray([.. _keys.Select(key => key.Published())]) };
        }

        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer.ToJsonString(), Encoding.UTF8, "application/json") });
    }

    protected override void Dispose(bool disposing)
    {
        _keys.ForEach(key => key.Dispose());
        base.Dispose(disposing);
    }

    private static string Encode(JsonObject value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
