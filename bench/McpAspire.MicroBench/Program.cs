using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using McpAspire.MicroBench;

// In this process: the project that BenchmarkDotNet would generate and build is not one of this repository.
var config = new ManualConfig()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default)
    .WithArtifactsPath("bench-results");
BenchmarkSwitcher.FromTypes([typeof(CallBenchmarks), typeof(LogBenchmarks), typeof(TokenBenchmarks)]).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
