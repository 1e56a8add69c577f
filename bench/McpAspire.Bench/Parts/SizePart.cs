using McpAspire.Bench.Contestants;
using McpAspire.Bench.Load;
using McpAspire.Bench.Report;
using McpAspire.Tests.Protocol;

namespace McpAspire.Bench.Parts;

/// <summary>How the cost of a call grows with its result, of which the answer has two copies.</summary>
internal static class SizePart
{
    public const string Name = "size";

    private static readonly int[] Kilobytes = [1, 4, 16, 64, 256];

    public static async Task RunAsync(BenchOptions options, IReadOnlyList<Contestant> contestants, Figures figures)
    {
        foreach (var contestant in contestants.Where(static contestant => contestant.Server is ServerKind.Bare or ServerKind.Pipeline))
        {
            await using var server = await ServerProcess.StartAsync(contestant, backend: null);
            var turns = new List<(Contestant, ServerProcess, string, Call)>();
            foreach (var size in Kilobytes)
            {
                turns.Add((contestant, server, $"{size} KB", Catalog.Echo(Revision.July2026, size * 1024)));
            }

            await GrowthPart.RunAsync(Name, options, turns, figures);
        }
    }
}
