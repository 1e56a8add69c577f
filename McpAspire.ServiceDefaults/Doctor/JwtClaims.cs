using System.Buffers.Text;
using System.Text.Json;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The claims of a token, read without checking its signature: whoever accepts it does that.</summary>
internal sealed class JwtClaims
{
    private readonly JsonElement _payload;

    private JwtClaims(JsonElement payload) => _payload = payload;

    public string? Issuer => Text("iss");

    public string? Subject => Text("sub");

    public IReadOnlyList<string> Audiences => Texts("aud");

    /// <summary>When it was issued; where it does not say, from when it is valid.</summary>
    public DateTimeOffset? IssuedAt => Time("iat") ?? Time("nbf");

    public DateTimeOffset? EndsAt => Time("exp");

    /// <returns><see langword="null"/> where the text is no JSON Web Token.</returns>
    public static JwtClaims? Read(string token)
    {
        try
        {
            return token.Trim().Split('.') is [{ Length: > 0 }, var payload, { Length: > 0 }] && JsonElement.Parse(Base64Url.DecodeFromChars(payload)) is { ValueKind: JsonValueKind.Object } claims
                ? new(claims)
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A claim's texts: of one, of many, or none.</summary>
    public IReadOnlyList<string> Texts(string claim) => !_payload.TryGetProperty(claim, out var value) ? [] : value switch
    {
        { ValueKind: JsonValueKind.String } => [value.GetString()!],
        { ValueKind: JsonValueKind.Array } => [.. value.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)],
        _ => [],
    };

    /// <summary>Those of the claims that the token has, as they are.</summary>
    public IReadOnlyDictionary<string, JsonElement> Only(params string[] claims) =>
        claims.Where(claim => _payload.TryGetProperty(claim, out _)).ToDictionary(static claim => claim, _payload.GetProperty);

    private string? Text(string claim) => Texts(claim) is [var text] ? text : null;

    private DateTimeOffset? Time(string claim) =>
        _payload.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
