namespace ModelContextProtocol.AspNetCore.Http;

internal static class ProtocolRevisions
{
    /// <summary>The first revision without handshake: version and capabilities travel with each request, in headers and <c>_meta</c>.</summary>
    private const string FirstSelfContained = "2026-07-28";

    private static readonly string[] Handshake = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];
    private static readonly string[] All = [.. Handshake, FirstSelfContained];

    public static bool UsesHandshake(string revision) => Handshake.Contains(revision);

    // Revisions are ISO dates: ordinal order is the order of time.
    public static bool IsSelfContained(string revision) =>
        !string.IsNullOrEmpty(revision) && string.CompareOrdinal(revision, FirstSelfContained) >= 0;

    /// <summary>The revisions this server accepts: all, or the one that its options name.</summary>
    /// <exception cref="McpException">The options name a revision that does not exist.</exception>
    public static string[] Accepted(string? configured)
    {
        if (configured is null)
        {
            return All;
        }

        return All.Contains(configured)
            ? [configured]
            : throw new McpException($"Unsupported server protocol version '{configured}'. Supported protocol versions: {string.Join(", ", All)}.");
    }

    /// <summary>What a refusal names as supported: the same list as <c>server/discover</c>, which the caller may ask next.</summary>
    public static string[] Advertised(string[] accepted)
    {
        var selfContained = Array.FindAll(accepted, IsSelfContained);
        return selfContained.Length > 0 ? selfContained : accepted;
    }
}
