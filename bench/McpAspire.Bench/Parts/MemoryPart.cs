using McpAspire.Bench.Contestants;
using McpAspire.Bench.Load;
using McpAspire.Bench.Report;

namespace McpAspire.Bench.Parts;

/// <summary>The resident memory of the product's server during many calls: enough for the JIT, whose code grows for more than 100 000 of them on one core, to come to its end.</summary>
internal static class MemoryPart
{
    public const string Name = "memory";

    private const int Connections = 16;
    private const int Steps = 15;
    private const int CallsPerStep = 20_000;

    public static async Task RunAsync(IReadOnlyList<Contestant> contestants, BackendProcess backend, Figures figures)
    {
        foreach (var contestant in contestants.Where(static contestant => contestant.Server is ServerKind.Product))
        {
            await using var server = await ServerProcess.StartAsync(contestant, backend, hook: false);
            await LoadGenerator.FirstAsync(server.Address, contestant.CallOf(Revision.July2026));
            for (var step = 1; step <= Steps; step++)
            {
                var load = await LoadGenerator.RunAsync(server.Address, contestant.CallOf(Revision.July2026), Connections, CallsPerStep);
                figures.Add(Name, contestant.Name, contestant.Key, $"after {step * CallsPerStep} calls",
                    (Quantities.Memory, server.ResidentMiB), (Quantities.Rate, load.Calls / load.Elapsed.TotalSeconds));
            }
        }
    }
}
