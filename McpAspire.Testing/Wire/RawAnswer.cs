using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace McpAspire.Testing.Wire;

/// <summary>An HTTP response as received, with a dechunked body.</summary>
internal sealed record RawAnswer(int Status, ILookup<string, string> Headers, string Body)
{
    /// <summary>The JSON of the body, or of the last event in it; <see langword="null"/> if there is none.</summary>
    public JsonNode? Json => McpAnswer.Parse(Header("Content-Type"), Body);

    public string? Header(string name) => Headers.Contains(name) ? string.Join(',', Headers[name]) : null;

    /// <returns><see langword="null"/> while the response is incomplete.</returns>
    public static RawAnswer? Parse(ReadOnlySpan<byte> received, bool ended, bool isHead)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(received[..end]).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .ToLookup(pair => pair[0], pair => pair[^1].Trim(), StringComparer.OrdinalIgnoreCase);
        var rest = received[(end + 4)..];
        var body = isHead ? []
            : headers["Transfer-Encoding"].Contains("chunked") ? Unchunk(rest, ended)
            : headers["Content-Length"].FirstOrDefault() is { } length ? Cut(rest, int.Parse(length, CultureInfo.InvariantCulture), ended)
            : ended ? rest.ToArray() : null;
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        return body is null ? null : new RawAnswer(status, headers, Encoding.UTF8.GetString(body));
    }

    private static byte[]? Cut(ReadOnlySpan<byte> rest, int length, bool ended) =>
        rest.Length >= length ? rest[..length].ToArray() : ended ? rest.ToArray() : null;

    private static byte[]? Unchunk(ReadOnlySpan<byte> rest, bool ended)
    {
        using var body = new MemoryStream();
        while (rest.IndexOf("\r\n"u8) is >= 0 and var line)
        {
            var size = int.Parse(Encoding.ASCII.GetString(rest[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            rest = rest[(line + 2)..];
            if (size == 0)
            {
                return body.ToArray();
            }

            if (rest.Length < size + 2)
            {
                break;
            }

            body.Write(rest[..size]);
            rest = rest[(size + 2)..];
        }

        return ended ? body.ToArray() : null;
    }
}
