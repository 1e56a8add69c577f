using McpAspire.Bench.Servers;

namespace McpAspire.Bench.Runs;

/// <summary>The options that all verbs share.</summary>
internal sealed record BenchOptions
{
    public IReadOnlyList<string> Only { get; init; } = Catalog.Keys;

    public IReadOnlyList<int> Connections { get; init; } = [1, 16, 64];

    public int Rounds { get; init; } = 5;

    /// <summary>How long a server is loaded in one round.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<Variant> Variants { get; init; } = [];

    public bool IsPinned { get; init; } = true;

    /// <summary>Number of tools of the servers with a trivial tool.</summary>
    public int Tools { get; init; } = 1;

    /// <summary>Length of the trivial tool's result; 0 for the text that was sent.</summary>
    public int ResultBytes { get; init; }

    public string Output { get; init; } = "bench-results";
}
