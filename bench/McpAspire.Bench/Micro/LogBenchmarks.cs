using BenchmarkDotNet.Attributes;
using McpAspire.ServiceDefaults.Logging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace McpAspire.Bench.Micro;

/// <summary>The log line of a tool call.</summary>
public class LogBenchmarks
{
    private static readonly KeyValuePair<string, object?>[] Fields =
    [
        new("Tool", "get_user_profile"), new("Outcome", "ok"), new("ErrorCode", null), new("DurationMs", 3.25),
        new("Arguments", $"sha256:{new string('a', 64)}"),
        new("{OriginalFormat}", "Tool call {Tool}: {Outcome} {ErrorCode} in {DurationMs} ms, arguments {Arguments}"),
    ];

    private static readonly LogEntry<KeyValuePair<string, object?>[]> Entry = new(
        LogLevel.Information, "McpAspire.Audit", new(1, "ToolCalled"), Fields, null, static (_, _) => "Tool call get_user_profile: ok");

    private readonly JsonLineFormatter _formatter = Create();

    [Benchmark]
    public void JsonLine() => _formatter.Write(Entry, null, TextWriter.Null);

    private static JsonLineFormatter Create()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        return new(builder.Environment, builder.Configuration, TimeProvider.System);
    }
}
