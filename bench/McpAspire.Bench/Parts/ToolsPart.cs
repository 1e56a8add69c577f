using McpAspire.Bench.Contestants;
using McpAspire.Bench.Report;
using McpAspire.Tests.Protocol;

namespace McpAspire.Bench.Parts;

/// <summary>How the cost of a call and of the list of tools grows with the number of tools.</summary>
internal static class ToolsPart
{
    public const string Name = "tools";

    private static readonly int[] Numbers = [5, 50, 500];

    public static async Task RunAsync(BenchOptions options, IReadOnlyList<Contestant> contestants, Figures figures)
    {
        foreach (var contestant in contestants.Where(static contestant => contestant.Server is ServerKind.Bare or ServerKind.Pipeline))
        {
            foreach (var number in Numbers)
            {
                await using var server = await ServerProcess.StartAsync(contestant, backend: null, tools: number);
                await GrowthPart.RunAsync(Name, options,
                [
                    (contestant, server, $"tools/call of {number} tools", Catalog.Echo(Revision.July2026)),
                    (contestant, server, $"tools/list of {number} tools", Catalog.ListTools(Revision.July2026)),
                ], figures);
            }
        }
    }
}
