using McpAspire.Bench.Contestants;
using McpAspire.Bench.Load;
using McpAspire.Bench.Report;

namespace McpAspire.Bench.Parts;

/// <summary>What the parts have in common that look at how the cost of a call grows.</summary>
internal static class GrowthPart
{
    public const int Connections = 16;

    /// <summary>Gives every server its turn with every call, <see cref="BenchOptions.Repetitions"/> times, after the warm-up of all of them.</summary>
    public static async Task RunAsync(string part, BenchOptions options, IReadOnlyList<(Contestant Contestant, ServerProcess Process, string Case, Call Call)> turns, Figures figures)
    {
        foreach (var (_, process, _, call) in turns)
        {
            await LoadGenerator.WarmUpAsync(process.Address, call, Connections, options.WarmUp);
        }

        for (var round = 0; round < options.Repetitions; round++)
        {
            foreach (var (contestant, process, @case, call) in turns)
            {
                figures.Add(part, contestant.Name, contestant.Key, @case, await Measured.TurnAsync(process, call, Connections, options.Turn));
            }
        }
    }
}
