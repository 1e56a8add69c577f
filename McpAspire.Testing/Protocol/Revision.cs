namespace McpAspire.Testing.Protocol;

/// <summary>The protocol revisions that the server supports.</summary>
internal static class Revision
{
    public const string March2025 = "2025-03-26";
    public const string June2025 = "2025-06-18";
    public const string November2025 = "2025-11-25";
    public const string July2026 = "2026-07-28";
}
