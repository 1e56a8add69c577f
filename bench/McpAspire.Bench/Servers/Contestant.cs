using McpAspire.Bench.Load;

namespace McpAspire.Bench.Servers;

/// <summary>A server to measure.</summary>
/// <param name="Key">Its letter on the command line.</param>
/// <param name="Name">Its name in the report.</param>
/// <param name="CallOf">The call that it receives, by protocol revision.</param>
/// <param name="Server">What it is made of.</param>
/// <param name="Variant">How it runs.</param>
internal sealed record Contestant(string Key, string Name, Func<string, Call> CallOf, ServerKind Server, Variant Variant)
{
    /// <summary>Whether it speaks MCP, and so has more than one protocol revision.</summary>
    public bool IsMcp => Server is not (ServerKind.Raw or ServerKind.Direct);

    public bool IsDotNet => Server is not (ServerKind.TypeScript or ServerKind.FastMcp);

    /// <summary>The newest protocol revision that it supports.</summary>
    public string NewestRevision => IsDotNet ? Revision.July2026 : Revision.November2025;
}
