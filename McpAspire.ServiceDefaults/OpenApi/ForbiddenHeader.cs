namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>Headers of transport, identity and tracing: no argument and no setting of a tool may set them.</summary>
public static class ForbiddenHeader
{
    private static readonly HashSet<string> Names = new(
        [
            "Accept", "Accept-Encoding", "Authorization", "Connection", "Cookie", "Cookie2", "Expect", "Forwarded", "Host", "Keep-Alive",
            "Origin", "Set-Cookie", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Via", "traceparent", "tracestate", "baggage",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Ignored = new(["Accept", "Content-Type", "Authorization"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Prefixes = ["Content-", "Proxy-", "Sec-", "X-Forwarded-"];

    /// <summary>Whether no argument may set this header.</summary>
    public static bool Is(string name) =>
        Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether OpenAPI ignores a parameter of this name.</summary>
    public static bool IsIgnored(string name) => Ignored.Contains(name);
}
