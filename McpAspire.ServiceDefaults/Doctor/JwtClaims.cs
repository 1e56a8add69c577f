using System.Buffers.Text;
using System.Text.Json;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The claims of a token. Its signature is not verified: that is up to the service that accepts it.</summary>
internal sealed class JwtClaims
{
    private readonly JsonElement _payload;

    private JwtClaims(JsonElement payload) => _payload = payload;

    public string? Issuer => Text("iss");

    public string? Subject => Text("sub");

    public IReadOnlyList<string> Audiences => Texts("aud");

    /// <summary>The time of issue or, if the token has none, the start of its validity.</summary>
    public DateTimeOffset? IssuedAt => Time("iat") ?? Time("nbf");

    public DateTimeOffset? ExpiresAt => Time("exp");

    /// <returns><see langword="null"/> if the text is not a JSON Web Token.</returns>
    public static JwtClaims? Read(string token)
    {
        try
        {
            return token.Trim().Split('.') is [{ Length: > 0 }, var payload, { Length: > 0 }]
                && JsonElement.Parse(Base64Url.DecodeFromChars(payload)) is { ValueKind: JsonValueKind.Object } claims
                ? new(claims)
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The strings of a claim that is a string or an array; otherwise none.</summary>
    public IReadOnlyList<string> Texts(string claim) => !_payload.TryGetProperty(claim, out var value) ? [] : value switch
    {
        { ValueKind: JsonValueKind.String } => [value.GetString()!],
        { ValueKind: JsonValueKind.Array } =>
        [
            .. value.EnumerateArray()
                .Where(static item => item.ValueKind == JsonValueKind.String)
                .Select(static item => item.GetString()!),
        ],
        _ => [],
    };

    /// <summary>The named claims that the token has, unchanged.</summary>
    public IReadOnlyDictionary<string, JsonElement> Only(params string[] claims) =>
        claims.Where(claim => _payload.TryGetProperty(claim, out _)).ToDictionary(static claim => claim, _payload.GetProperty);

    private string? Text(string claim) => Texts(claim) is [var text] ? text : null;

    private DateTimeOffset? Time(string claim) =>
        _payload.TryGetProperty(claim, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var seconds)
        && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
