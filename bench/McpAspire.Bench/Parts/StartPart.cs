using System.Diagnostics;
using McpAspire.Bench.Contestants;
using McpAspire.Bench.Load;
using McpAspire.Bench.Report;

namespace McpAspire.Bench.Parts;

/// <summary>How long a process takes from its start to the first answered call, and how many calls it answers in each of the seconds that follow.</summary>
internal static class StartPart
{
    public const string Name = "start";

    private const int Connections = 16;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchOptions options, IReadOnlyList<Contestant> contestants, BackendProcess backend, Figures figures)
    {
        for (var round = 0; round < options.Repetitions; round++)
        {
            foreach (var contestant in contestants)
            {
                var call = contestant.CallOf(contestant.IsDotNet ? Revision.July2026 : Revision.November2025);
                var start = Stopwatch.GetTimestamp();
                await using var server = await ServerProcess.StartAsync(contestant, backend, hook: false);
                await LoadGenerator.FirstAsync(server.Address, call);
                var toFirstCall = Stopwatch.GetElapsedTime(start);
                var (cpu, idle) = (server.Usage.Read().Cpu, server.ResidentMiB);
                var load = await LoadGenerator.RunAsync(server.Address, call, Connections, First);
                figures.Add(Name, contestant.Name, contestant.Key, $"{Connections} connections",
                [
                    ("to first call, ms", toFirstCall.TotalMilliseconds),
                    ("CPU until then, ms", cpu.TotalMilliseconds),
                    ("RSS then, MiB", idle),
                    .. load.PerSecond.Take((int)First.TotalSeconds).Select(static (count, second) => ($"calls in second {second + 1}", (double)count)),
                    ("calls in 5 s", load.Calls),
                    (Quantities.Cpu, (server.Usage.Read().Cpu - cpu).TotalMicroseconds / load.Calls),
                    ("RSS after, MiB", server.ResidentMiB),
                ]);
            }
        }
    }
}
