using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using McpAspire.Bench.Micro;
using McpAspire.Bench.Runs;

namespace McpAspire.Bench.Verbs;

/// <summary>Parts of a call, by BenchmarkDotNet in this process: it cannot build the project that it would generate.</summary>
internal static class MicroVerb
{
    public static Task Run(BenchRun run, string[] arguments)
    {
        var switcher = BenchmarkSwitcher.FromTypes([typeof(CallBenchmarks), typeof(LogBenchmarks), typeof(TokenBenchmarks)]);
        Add(run, switcher.Run(arguments.Length == 0 ? ["--filter", "*"] : arguments, Config(run, Job.Default)));
        return Task.CompletedTask;
    }

    /// <summary>Measures the cached token alone, in some seconds.</summary>
    public static Task RunShortAsync(BenchRun run)
    {
        Add(run, [BenchmarkRunner.Run<TokenBenchmarks>(Config(run, Job.ShortRun))]);
        return Task.CompletedTask;
    }

    private static ManualConfig Config(BenchRun run, Job job) => new ManualConfig()
        .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddLogger(ConsoleLogger.Default)
        .WithArtifactsPath(run.Options.Output);

    private static void Add(BenchRun run, IEnumerable<Summary> summaries)
    {
        foreach (var report in summaries.SelectMany(static summary => summary.Reports))
        {
            if (report.ResultStatistics is not { } statistics)
            {
                run.Problems.Add($"{report.BenchmarkCase.Descriptor.DisplayInfo} was not measured.");
                continue;
            }

            run.Figures.Add("micro", "", report.BenchmarkCase.Descriptor.WorkloadMethod.Name, "one operation",
                ("mean ns", statistics.Mean), ("error ns", statistics.StandardError),
                ("bytes", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0));
        }
    }
}
