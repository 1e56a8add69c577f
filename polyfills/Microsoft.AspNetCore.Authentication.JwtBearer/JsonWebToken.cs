using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>A signed token, taken apart (RFC 7519, RFC 7515). Nothing in it is checked yet.</summary>
internal sealed record JsonWebToken(JsonElement Header, JsonElement Payload, byte[] Signed, byte[] Signature)
{
    private const int MaxLength = 250 * 1024;

    public string? Algorithm => Text(Header, "alg");

    public string? KeyId => Text(Header, "kid");

    public string? Issuer => Text(Payload, "iss");

    public DateTime? ValidFrom => Time("nbf");

    public DateTime? ValidTo => Time("exp");

    public IReadOnlyList<string> Audiences =>
        !Payload.TryGetProperty("aud", out var audience) ? []
        : audience.ValueKind == JsonValueKind.Array ? [.. audience.EnumerateArray().Where(IsText).Select(static one => one.GetString()!)]
        : IsText(audience) ? [audience.GetString()!]
        : [];

    /// <returns>The token; null when the text is not one.</returns>
    public static JsonWebToken? Read(string text)
    {
        var parts = text.Length <= MaxLength ? text.Split('.') : [];
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            return new JsonWebToken(ReadObject(parts[0]), ReadObject(parts[1]), Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]));
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static JsonElement ReadObject(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException();
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && IsText(value) ? value.GetString() : null;

    private DateTime? Time(string name)
    {
        if (!Payload.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds))
        {
            return null;
        }

        var latest = (DateTime.MaxValue - DateTime.UnixEpoch).TotalSeconds - 1;
        return DateTime.UnixEpoch.AddSeconds(Math.Floor(Math.Clamp(seconds, 0, latest)));
    }
}
