using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>A JSON Web Token as it came, before anything in it is believed.</summary>
internal sealed class SignedToken
{
    private readonly JsonObject _header;
    private readonly JsonObject _payload;

    private SignedToken(JsonObject header, JsonObject payload, byte[] signed, byte[] signature)
    {
        (_header, _payload, Signed, Signature) = (header, payload, signed, signature);
    }

    public byte[] Signed { get; }

    public byte[] Signature { get; }

    public string? Algorithm => Text(_header["alg"]);

    public string? KeyId => Text(_header["kid"]);

    public string? Issuer => Text(_payload["iss"]);

    public string? Subject => Text(_payload["sub"]);

    public IReadOnlyList<string?> Audiences => _payload["aud"] is JsonArray many ? [.. many.Select(Text)] : [Text(_payload["aud"])];

    public long? Expires => Number(_payload["exp"]);

    public long? NotBefore => Number(_payload["nbf"]);

    /// <summary>The token; null when the text is none.</summary>
    public static SignedToken? Read(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            return Parse(parts[0]) is { } header && Parse(parts[1]) is { } payload
                ? new(header, payload, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]))
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static JsonObject? Parse(string part) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(part), documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;
}
