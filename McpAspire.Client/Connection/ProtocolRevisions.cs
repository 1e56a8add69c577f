namespace McpAspire.Client.Connection;

/// <summary>The protocol revisions that this client supports, oldest first.</summary>
internal static class ProtocolRevisions
{
    public static readonly IReadOnlyList<string> Known = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];
}
