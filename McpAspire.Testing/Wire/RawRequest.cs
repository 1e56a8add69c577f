using System.Globalization;
using System.Text;

namespace McpAspire.Testing.Wire;

/// <summary>A request that is sent without any validation.</summary>
internal sealed record RawRequest(string Line, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public bool IsChunked => Headers.Any(header => header is { Name: "Transfer-Encoding", Value: "chunked" });

    /// <summary>A correct request.</summary>
    public static RawRequest Of(Uri server, string path, McpCall call) => new(
        $"POST {path} HTTP/1.1",
        [
            ("Host", server.Authority),
            .. call.Headers.Select(static header => (header.Key, header.Value)),
            ("Content-Type", call.ContentType!),
        ],
        Encoding.UTF8.GetBytes(call.Body));

    /// <summary>Replaces a header, or adds it.</summary>
    public RawRequest With(string name, string value) => Without(name).Add(name, value);

    /// <summary>Adds a header, even if it exists.</summary>
    public RawRequest Add(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public RawRequest Without(string name) =>
        this with { Headers = [.. Headers.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))] };

    /// <summary>Writes the request, with chunks or a Content-Length unless it has its own.</summary>
    public byte[] ToBytes()
    {
        var head = new StringBuilder(Line).Append("\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        var hasLength = Headers.Any(static header => header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase));
        if (Body.Length > 0 && !IsChunked && !hasLength)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. IsChunked ? Chunk(Body) : Body];
    }

    private static IEnumerable<byte> Chunk(byte[] body) =>
    [
        .. body.Chunk(16 * 1024).SelectMany(static chunk =>
            (IEnumerable<byte>)[.. Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), .. chunk, .. "\r\n"u8]),
        .. "0\r\n\r\n"u8,
    ];
}
