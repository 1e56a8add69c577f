using McpAspire.Bench.Contestants;
using McpAspire.Bench.Report;

namespace McpAspire.Bench.Parts;

/// <summary>How the cost of a call grows with its result, of which the answer has two copies.</summary>
internal static class SizePart
{
    public const string Name = "size";

    private static readonly int[] Kilobytes = [1, 4, 16, 64, 256];

    public static async Task RunAsync(BenchOptions options, IReadOnlyList<Contestant> contestants, Figures figures)
    {
        var servers = new List<(Contestant Contestant, ServerProcess Process)>();
        try
        {
            foreach (var contestant in contestants.Where(static contestant => contestant.Server is ServerKind.Bare or ServerKind.Pipeline))
            {
                servers.Add((contestant, await ServerProcess.StartAsync(contestant, backend: null)));
            }

            await GrowthPart.RunAsync(Name, options,
            [
                .. from size in Kilobytes
                   from server in servers
                   select (server.Contestant, server.Process, $"{size} KB", Catalog.Echo(Revision.July2026, size * 1024)),
            ], figures);
        }
        finally
        {
            foreach (var (_, process) in servers)
            {
                await process.DisposeAsync();
            }
        }
    }
}
