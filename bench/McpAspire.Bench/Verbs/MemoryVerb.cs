using McpAspire.Bench.Load;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;

namespace McpAspire.Bench.Verbs;

/// <summary>The resident memory of the product's server over many calls.</summary>
internal static class MemoryVerb
{
    private const int Connections = 16;
    private const int Steps = 15;
    private const int CallsPerStep = 20_000;

    public static async Task RunAsync(BenchRun run)
    {
        var contestants = await run.With(run.Options with { Only = [Catalog.Product.Key] }).ContestantsAsync();
        await using var backend = await RunningBackend.StartAsync();
        foreach (var contestant in contestants)
        {
            await using var server = await RunningServer.StartAsync(contestant, backend, hook: false);
            var call = contestant.CallOf(contestant.NewestRevision);
            await LoadGenerator.FirstAsync(server.Address, call);
            for (var step = 1; step <= Steps; step++)
            {
                var load = await LoadGenerator.RunAsync(server.Address, call, Connections, CallsPerStep);
                run.Figures.Add("memory", contestant.Key, contestant.Name, $"{step * CallsPerStep} calls",
                    (Quantities.Memory, server.Usage.ResidentMiB), (Quantities.Rate, load.Rate));
            }
        }
    }
}
