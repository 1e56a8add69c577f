using McpAspire.Bench.Contestants;
using McpAspire.Bench.Report;

namespace McpAspire.Bench.Parts;

/// <summary>How the cost of a call and of the list of tools grows with the number of tools.</summary>
internal static class ToolsPart
{
    public const string Name = "tools";

    private static readonly int[] Numbers = [5, 50, 500];

    public static async Task RunAsync(BenchOptions options, IReadOnlyList<Contestant> contestants, Figures figures)
    {
        var servers = new List<(Contestant Contestant, int Tools, ServerProcess Process)>();
        try
        {
            foreach (var number in Numbers)
            {
                foreach (var contestant in contestants.Where(static contestant => contestant.Server is ServerKind.Bare or ServerKind.Pipeline))
                {
                    servers.Add((contestant, number, await ServerProcess.StartAsync(contestant, backend: null, tools: number)));
                }
            }

            await GrowthPart.RunAsync(Name, options,
            [
                .. from server in servers
                   from turn in new[] { (Method: "tools/call", Call: Catalog.Echo(Revision.July2026)), (Method: "tools/list", Call: Catalog.ListTools(Revision.July2026)) }
                   select (server.Contestant, server.Process, $"{turn.Method} of {server.Tools} tools", turn.Call),
            ], figures);
        }
        finally
        {
            foreach (var (_, _, process) in servers)
            {
                await process.DisposeAsync();
            }
        }
    }
}
