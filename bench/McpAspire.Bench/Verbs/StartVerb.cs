using System.Diagnostics;
using McpAspire.Bench.Load;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;

namespace McpAspire.Bench.Verbs;

/// <summary>From process start to the first call, and the calls of the first five seconds after it.</summary>
internal static class StartVerb
{
    private const int Connections = 16;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchRun run)
    {
        var contestants = await run.ContestantsAsync();
        await using var backend = await RunningBackend.StartAsync();
        for (var round = 0; round < run.Options.Rounds; round++)
        {
            foreach (var contestant in contestants)
            {
                var call = contestant.CallOf(contestant.NewestRevision);
                var start = Stopwatch.GetTimestamp();
                await using var server = await RunningServer.StartAsync(contestant, backend, hook: false);
                await LoadGenerator.FirstAsync(server.Address, call);
                var toFirstCall = Stopwatch.GetElapsedTime(start);
                var (cpu, resident) = (server.Usage.Cpu, server.Usage.ResidentMiB);
                var load = await LoadGenerator.RunAsync(server.Address, call, Connections, Duration);
                run.Figures.Add("start", contestant.Key, contestant.Name, $"{Connections} connections",
                    (Quantities.FirstCall, toFirstCall.TotalMilliseconds),
                    ("CPU until then ms", cpu.TotalMilliseconds),
                    ("RSS then MiB", resident),
                    (Quantities.FirstSecond, load.PerSecond[0]),
                    ("calls in second 5", load.PerSecond.ElementAtOrDefault((int)Duration.TotalSeconds - 1)),
                    (Quantities.Memory, server.Usage.ResidentMiB));
            }
        }
    }
}
