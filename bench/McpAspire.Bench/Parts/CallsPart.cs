using McpAspire.Bench.Contestants;
using McpAspire.Bench.Report;

namespace McpAspire.Bench.Parts;

/// <summary>What one call costs, by server, number of connections and protocol revision.</summary>
internal static class CallsPart
{
    public const string Name = "calls";

    /// <summary>At how many connections both revisions are measured; else only the newer one.</summary>
    private const int BothRevisions = 16;

    private const int WarmUpConnections = 16;

    public static async Task RunAsync(BenchOptions options, IReadOnlyList<Contestant> contestants, BackendProcess backend, Figures figures)
    {
        var servers = new List<(Contestant Contestant, ServerProcess Process)>();
        try
        {
            foreach (var contestant in contestants)
            {
                var process = await ServerProcess.StartAsync(contestant, backend);
                servers.Add((contestant, process));
                foreach (var revision in Revisions(contestant, BothRevisions))
                {
                    await Load.LoadGenerator.WarmUpAsync(process.Address, contestant.CallOf(revision), WarmUpConnections, options.WarmUp);
                }
            }

            for (var round = 0; round < options.Repetitions; round++)
            {
                foreach (var connections in options.Connections)
                {
                    foreach (var (contestant, process) in servers)
                    {
                        foreach (var revision in Revisions(contestant, connections))
                        {
                            figures.Add(Name, contestant.Name, contestant.Key, $"{connections} connection{(connections == 1 ? "" : "s")}{(contestant.IsMcp ? $", {revision}" : "")}",
                                await Measured.TurnAsync(process, contestant.CallOf(revision), connections, options.Turn));
                        }
                    }
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

    private static string[] Revisions(Contestant contestant, int connections) => contestant switch
    {
        // The packages for Node do not know the newer one yet.
        { IsDotNet: false } => [Revision.November2025],
        { IsMcp: true } when connections == BothRevisions => [Revision.November2025, Revision.July2026],
        _ => [Revision.July2026],
    };
}
