using McpAspire.Bench.Load;

namespace McpAspire.Bench.Contestants;

/// <summary>A server that is measured.</summary>
/// <param name="Key">Its letter on the command line.</param>
/// <param name="Name">What the report calls it.</param>
/// <param name="CallOf">The call that it gets, as a client of a protocol revision sends it.</param>
/// <param name="Server">How it is started.</param>
/// <param name="Variant">How it is run.</param>
internal sealed record Contestant(string Key, string Name, Func<string, Call> CallOf, ServerKind Server, Variant Variant)
{
    /// <summary>Whether it speaks MCP: then there is more than one revision.</summary>
    public bool IsMcp => Server is not (ServerKind.Raw or ServerKind.Direct);

    public bool IsDotNet => Server is not (ServerKind.TypeScript or ServerKind.FastMcp);
}
