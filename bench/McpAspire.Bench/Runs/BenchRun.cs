using McpAspire.Bench.Report;
using McpAspire.Bench.Servers;

namespace McpAspire.Bench.Runs;

/// <summary>One run of a verb: its options, its figures and what went wrong.</summary>
internal sealed class BenchRun(BenchOptions options)
{
    public BenchOptions Options { get; } = options;

    public Figures Figures { get; private init; } = new();

    /// <summary>What must not happen; a run with a problem exits with 1.</summary>
    public List<string> Problems { get; private init; } = [];

    /// <summary>Remarks for the report, such as what was skipped.</summary>
    public List<string> Notes { get; private init; } = [];

    /// <summary>Runs a verb, writes report.md and report.json, and prints the report.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(BenchOptions options, Func<BenchRun, Task> verb)
    {
        var at = TimeProvider.System.GetUtcNow();
        var run = new BenchRun(options);
        await verb(run);
        var ratios = Ratio.Of(run.Figures);
        var report = new RunReport(
            Machine.Description, at, Machine.IsPinned, options.Rounds, options.Turn.TotalSeconds,
            run.Notes, run.Figures.All, ratios, GoalTable.Of(run.Figures, ratios), run.Problems);
        await Console.Out.WriteLineAsync(await report.WriteAsync(options.Output));
        foreach (var problem in run.Problems)
        {
            await Console.Error.WriteLineAsync(problem);
        }

        return run.Problems.Count == 0 ? 0 : 1;
    }

    /// <summary>The same run with other options.</summary>
    public BenchRun With(BenchOptions other) => new(other) { Figures = Figures, Problems = Problems, Notes = Notes };

    /// <summary>The servers to measure; those of npm packages are skipped where there is no Node.</summary>
    public async Task<IReadOnlyList<Contestant>> ContestantsAsync()
    {
        await Machine.PinAsync(Options.IsPinned);
        var chosen = Catalog.Choose(Options.Only, Options.Variants, Options.ResultBytes);
        if (chosen.All(static contestant => contestant.IsDotNet) || await NodeServers.PrepareAsync() is not { } reason)
        {
            return chosen;
        }

        Notes.Add($"Skipped: the servers of npm packages, because {reason}.");
        return [.. chosen.Where(static contestant => contestant.IsDotNet)];
    }
}
