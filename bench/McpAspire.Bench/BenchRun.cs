using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using McpAspire.Bench.Contestants;
using McpAspire.Bench.Parts;
using McpAspire.Bench.Report;

namespace McpAspire.Bench;

/// <summary>The whole run: the parts one after another, then the report.</summary>
internal static class BenchRun
{
    public static async Task<int> RunAsync(BenchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.IsPinned)
        {
            await Machine.PinAsync();
        }

        var at = TimeProvider.System.GetUtcNow();
        var (contestants, skipped) = await ContestantsAsync(options);
        var figures = new Figures();
        await using var backend = await BackendProcess.StartAsync(rows: 0);
        foreach (var part in options.Parts)
        {
            await Console.Error.WriteLineAsync(part);
            await (part switch
            {
                CallsPart.Name => CallsPart.RunAsync(options, contestants, backend, figures),
                StartPart.Name => StartPart.RunAsync(options, contestants, backend, figures),
                SizePart.Name => SizePart.RunAsync(options, contestants, figures),
                DatasetPart.Name => DatasetPart.RunAsync(options, contestants, figures),
                ToolsPart.Name => ToolsPart.RunAsync(options, contestants, figures),
                MemoryPart.Name => MemoryPart.RunAsync(contestants, backend, figures),
                ReadinessPart.Name => ReadinessPart.RunAsync(options, contestants, figures),
                _ => throw new ArgumentException($"There is no part {part}.", nameof(options)),
            });
        }

        var metadata = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(static item => item.Key, static item => item.Value);
        var run = new RunInfo(Machine.Description, Machine.IsPinned, RuntimeInformation.FrameworkDescription, $"{metadata["Configuration"]}", at, options.Repetitions, options.Turn.TotalSeconds, skipped);
        await WriteAsync(options.Output, run, figures);
        return options.IsShort && Gate.Failures(Ratio.Of(figures)) is { Count: > 0 } failures ? await FailAsync(failures) : 0;
    }

    private static async Task<(IReadOnlyList<Contestant> Contestants, IReadOnlyList<string> Skipped)> ContestantsAsync(BenchOptions options)
    {
        var chosen = Catalog.Chosen(options);
        return chosen.Any(static contestant => !contestant.IsDotNet) && await NodeServers.PrepareAsync() is { } reason
            ? ([.. chosen.Where(static contestant => contestant.IsDotNet)], [$"the servers of npm packages, because {reason}"])
            : (chosen, []);
    }

    private static async Task WriteAsync(string folder, RunInfo run, Figures figures)
    {
        Directory.CreateDirectory(folder);
        var markdown = MarkdownReport.Write(run, figures);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), markdown);
        await using var json = File.Create(Path.Combine(folder, "report.json"));
        await JsonSerializer.SerializeAsync(json, new JsonReport(run, figures.All, Ratio.Of(figures)), ReportJsonContext.Default.JsonReport);
        await Console.Out.WriteLineAsync(markdown);
    }

    private static async Task<int> FailAsync(IReadOnlyList<string> failures)
    {
        foreach (var failure in failures)
        {
            await Console.Error.WriteLineAsync(failure);
        }

        return 1;
    }
}
