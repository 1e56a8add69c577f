using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;

namespace McpAspire.Bench.Verbs;

/// <summary>The speed gate of a build: many short turns, because the speed of a machine changes within seconds.</summary>
internal static class GateVerb
{
    public static async Task RunAsync(BenchRun run)
    {
        await CallsVerb.RunAsync(run.With(run.Options with
        {
            Only = ["a", "b", "c", "d", "e"],
            Connections = [16],
            Rounds = 9,
            Turn = TimeSpan.FromSeconds(1),
            WarmUp = TimeSpan.FromSeconds(8),
        }));
        run.Problems.AddRange(SpeedGate.Problems(Ratio.Of(run.Figures)));
    }
}
