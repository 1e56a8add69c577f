using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;

namespace McpAspire.Bench.Verbs;

/// <summary>The speed gate of a build: few and short turns, in about 3 minutes.</summary>
internal static class GateVerb
{
    public static async Task RunAsync(BenchRun run)
    {
        await CallsVerb.RunAsync(run.With(run.Options with
        {
            Only = ["a", "b", "c", "d", "e"],
            Connections = [16],
            Rounds = 3,
            Turn = TimeSpan.FromSeconds(1.5),
            WarmUp = TimeSpan.FromSeconds(8),
        }));
        run.Problems.AddRange(SpeedGate.Problems(Ratio.Of(run.Figures)));
    }
}
