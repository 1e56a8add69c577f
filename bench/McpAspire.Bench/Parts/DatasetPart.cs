using McpAspire.Bench.Contestants;
using McpAspire.Bench.Report;

namespace McpAspire.Bench.Parts;

/// <summary>How the cost of a page of ten rows of 1 KB grows with the rows that the dataset has.</summary>
internal static class DatasetPart
{
    public const string Name = "dataset";

    private const int PageRows = 10;
    private static readonly int[] Rows = [100, 10_000, 50_000];

    public static async Task RunAsync(BenchOptions options, IReadOnlyList<Contestant> contestants, Figures figures)
    {
        foreach (var contestant in contestants.Where(static contestant => contestant.Server is ServerKind.Product))
        {
            foreach (var rows in Rows)
            {
                await using var backend = await BackendProcess.StartAsync(rows);
                await using var server = await ServerProcess.StartAsync(contestant, backend);
                await GrowthPart.RunAsync(Name, options, [(contestant, server, $"{PageRows} of {rows} rows", Catalog.Query(Revision.July2026, PageRows))], figures);
            }
        }
    }
}
