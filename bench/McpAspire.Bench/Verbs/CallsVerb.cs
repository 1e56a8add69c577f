using McpAspire.Bench.Load;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;

namespace McpAspire.Bench.Verbs;

/// <summary>What one call costs, by server, number of connections and protocol revision.</summary>
internal static class CallsVerb
{
    /// <summary>The number of connections at which both protocol revisions are measured; otherwise only the newest one is.</summary>
    private const int BothRevisions = 16;

    public static async Task RunAsync(BenchRun run)
    {
        var contestants = await run.ContestantsAsync();
        await using var backend = await RunningBackend.StartAsync();
        var servers = new List<(Contestant Contestant, RunningServer Process)>();
        try
        {
            foreach (var contestant in contestants)
            {
                var process = await RunningServer.StartAsync(contestant, backend, tools: run.Options.Tools);
                servers.Add((contestant, process));
                foreach (var revision in Revisions(contestant, BothRevisions))
                {
                    await LoadGenerator.WarmUpAsync(process.Address, contestant.CallOf(revision), BothRevisions, run.Options.WarmUp);
                }
            }

            var turns =
                from connections in run.Options.Connections
                from server in servers
                from revision in Revisions(server.Contestant, connections)
                select (server.Contestant, server.Process, connections, revision);
            for (var round = 0; round < run.Options.Rounds; round++)
            {
                foreach (var (contestant, process, connections, revision) in turns)
                {
                    var name = $"{connections} connection{(connections == 1 ? "" : "s")}{(contestant.IsMcp ? $", {revision}" : "")}";
                    var values = await MeasureAsync(process, contestant.CallOf(revision), connections, run.Options.Turn);
                    run.Figures.Add("calls", contestant.Key, contestant.Name, name, values);
                }
            }
        }
        finally
        {
            foreach (var (_, process) in servers)
            {
                await process.DisposeAsync();
            }
        }
    }

    private static string[] Revisions(Contestant contestant, int connections) =>
        contestant is { IsMcp: true, IsDotNet: true } && connections == BothRevisions
        ? [Revision.November2025, Revision.July2026]
        : [contestant.NewestRevision];

    internal static async Task<(string Quantity, double Value)[]> MeasureAsync(
        RunningServer server, Call call, int connections, TimeSpan duration)
    {
        var (cpu, bytes) = (server.Usage.Cpu, server.Usage.AllocatedBytes);
        var load = await LoadGenerator.RunAsync(server.Address, call, connections, duration);
        var (cpuAfter, bytesAfter) = (server.Usage.Cpu, server.Usage.AllocatedBytes);
        return
        [
            (Quantities.Rate, load.Rate), (Quantities.P50, load.Milliseconds(50)), (Quantities.P99, load.Milliseconds(99)),
            (Quantities.Cpu, (cpuAfter - cpu).TotalMicroseconds / load.Calls),
            .. bytesAfter - bytes is { } allocated ? [(Quantities.Bytes, (double)allocated / load.Calls)] : Array.Empty<(string, double)>(),
            (Quantities.Memory, server.Usage.ResidentMiB),
        ];
    }
}
