using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using McpAspire.ServiceDefaults;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Telemetry;

/// <summary>
/// Passes on what the MCP SDK measures of the server's operations, with labels whose values are few. The SDK's own have what the caller wrote (methods and
/// tools that do not exist, addresses of resources): a metric could be made as large as one likes, and would have the caller's text in it.
/// </summary>
internal sealed class OperationMetrics : IHostedService, IDisposable
{
    private const string Name = "mcp.server.operation.duration";
    private const string Method = "mcp.method.name";
    private const string Tool = "gen_ai.tool.name";
    private const string ErrorType = "error.type";
    private const string Other = "_OTHER";

    /// <summary>What the SDK calls the method when it measures the sending of an answer, which is no operation.</summary>
    private const string Answer = "unknownMethod";

    private static readonly HashSet<string> Methods = [.. Constants(typeof(RequestMethods)), .. Constants(typeof(NotificationMethods))];

    private readonly MeterListener _listener = new();
    private readonly Histogram<double> _duration;
    private readonly IOptions<McpServerOptions> _server;

    public OperationMetrics(IMeterFactory factory, IOptions<McpServerOptions> server)
    {
        _server = server;
#pragma warning disable CA2000 // The factory owns the meter.
        _duration = factory.Create(TelemetryExtensions.MeterName).CreateHistogram<double>(Name, "s", "How long MCP requests and notifications took the server, by method, tool and error.");
#pragma warning restore CA2000
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: Name, Meter.Name: TelemetryExtensions.McpSdk })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, labels, _) => Record(seconds, labels));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private void Record(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var few = default(TagList);
        foreach (var (name, value) in labels)
        {
            switch (name)
            {
                case Method when value is Answer:
                    return;
                case Method:
                    few.Add(Method, value is string method && Methods.Contains(method) ? method : Other);
                    break;
                case Tool:
                    few.Add(Tool, value is string tool && _server.Value.ToolCollection?.TryGetPrimitive(tool, out _) is true ? tool : ToolCallRecords.UnknownTool);
                    break;
                case ErrorType:
                    few.Add(ErrorType, value);
                    break;
                default:
                    break;
            }
        }

        _duration.Record(seconds, few);
    }

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => field.GetRawConstantValue()).OfType<string>();
}
