using System.Globalization;
using McpAspire.Testing.Wire;

namespace McpAspire.Testing.Fuzzing;

/// <summary>Changes the request line, a header or the framing.</summary>
internal static class HttpMutation
{
    private static readonly string[] Lines =
    [
        "GET /tools HTTP/1.1", "GET /health HTTP/1.1", "GET /mcp HTTP/1.1", "DELETE /mcp HTTP/1.1", "OPTIONS * HTTP/1.1",
        "POST /mcp/../mcp HTTP/1.1", "POST /mcp%2f HTTP/1.1", "POST //mcp HTTP/1.1",
        "POST /tools HTTP/1.1", "POST /mcp?a=%zz HTTP/1.1", "POST /mcp HTTP/1.0", "POST /mcp HTTP/2.0", "post /mcp HTTP/1.1", "POST /mcp",
        "POST  /mcp HTTP/1.1", "\0 / HTTP/1.1", "PRI * HTTP/2.0",
        "CONNECT mcp:443 HTTP/1.1", "HEAD /tools HTTP/1.1", "POST http://[::1/mcp HTTP/1.1", "TRACE /mcp HTTP/1.1",
    ];

    private static readonly string[] Names =
    [
        "Accept", "Content-Type", "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name", "Mcp-Session-Id", "Mcp-Param-x", "Last-Event-ID",
        "Host", "Origin", "Content-Encoding", "Accept-Encoding", "Expect", "Upgrade",
        "Connection", "Transfer-Encoding", "traceparent", "baggage", "Authorization", "Cookie", "X-Forwarded-For",
        "X-HTTP-Method-Override", "Range", "If-None-Match", "HTTP2-Settings",
    ];

    private static readonly string[] Values =
    [
        "", "*/*", "application/json", "text/event-stream;q=0", "application/json;q=abc", "2026-07-28", "2025-06-18", "2024-11-05",
        "9999-99-99", "localhost", "null", "http://localhost", "gzip", "chunked",
        "h2c", "100-continue", "tools/call", "list_users", "=?base64?/w==?=", "=?base64?bGlzdF91c2Vycw==?=", "a,b,,;;=", "\"", "\\", "ä",
        "a\0b", "a\rb", "close, upgrade", "Bearer x", "bytes=0-1",
        "00-00000000000000000000000000000000-0000000000000000-00", "application/json; charset=\"", "application/json; charset=utf-7",
    ];

    private static readonly string[] Lengths = ["-1", "5000", "99999999999999999999", "1 2", "0x10", "104857600"];

    public static RawRequest Apply(RawRequest request, SeedRandom random) => random.Next(10) switch
    {
        0 => request with { Line = random.Pick(Lines) },
        1 => request.Without(random.Pick(Names)),
        2 => request.Add(random.Pick(Names), random.Pick(Values)),
        3 => request.With(random.Pick(Names), new string('a', random.Next(50_000))),
        4 => request.With("Content-Length", random.Next(request.Body.Length + 1).ToString(CultureInfo.InvariantCulture)),
        5 => request.Without("Content-Length").With("Transfer-Encoding", "chunked"),
        6 when random.Next(8) == 0 => request.With("Content-Length", random.Pick(Lengths)),
        _ => request.With(random.Pick(Names), random.Pick(Values)),
    };
}
