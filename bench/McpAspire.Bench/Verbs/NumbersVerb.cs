using McpAspire.Bench.Runs;

namespace McpAspire.Bench.Verbs;

/// <summary>Everything that the table of goals needs, in one run.</summary>
internal static class NumbersVerb
{
    private static readonly TimeSpan ReplicaDuration = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(BenchRun run)
    {
        // Replicas share all cores, so they come before this process is pinned.
        await ReplicasVerb.RunAsync(run, ReplicaDuration);
        await HostileVerb.RunAsync(run);
        await MicroVerb.RunAsync(run);
        await CallsVerb.RunAsync(run.With(run.Options with { Connections = [16] }));
        await StartVerb.RunAsync(run.With(run.Options with { Only = ["b", "d", "h"] }));
        await MemoryVerb.RunAsync(run);
        await ReadinessVerb.RunAsync(run);
        await OpenApiVerb.RunAsync(run);
    }
}
