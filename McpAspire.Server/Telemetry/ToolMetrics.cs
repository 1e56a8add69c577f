using System.Diagnostics;
using System.Diagnostics.Metrics;
using McpAspire.Server.Calls;
using McpAspire.Server.Identity;
using McpAspire.ServiceDefaults.Telemetry;

namespace McpAspire.Server.Telemetry;

/// <summary>Counters of tool calls. The MCP SDK records their duration in <c>mcp.server.operation.duration</c>.</summary>
internal sealed class ToolMetrics
{
    private readonly Counter<long> _calls;
    private readonly UpDownCounter<long> _active;

    public ToolMetrics(IMeterFactory factory)
    {
#pragma warning disable CA2000 // The factory owns the meter.
        var meter = factory.Create(TelemetryExtensions.MeterName);
#pragma warning restore CA2000
        _calls = meter.CreateCounter<long>(
            "mcpaspire.tool.calls",
            "{call}",
            "Completed tool calls, by tool, outcome (ok, error, cancelled), the error code and reason that the "
            + "caller received, and identity=caller if the API saw the user instead of the server.");
        _active = meter.CreateUpDownCounter<long>("mcpaspire.tool.active", "{call}", "Tool calls in flight, by tool.");
    }

    public void Increment(string tool) => _active.Add(1, new KeyValuePair<string, object?>("tool", tool));

    public void Decrement(string tool) => _active.Add(-1, new KeyValuePair<string, object?>("tool", tool));

    /// <summary>Counts a call that has ended or was refused.</summary>
    public void Count(ToolCall call)
    {
        var labels = new TagList { { "tool", call.Tool }, { "outcome", call.Outcome } };
        if (call.ErrorCode is { } code)
        {
            labels.Add("error_code", code);
        }

        if (call.Reason is { } reason)
        {
            labels.Add("reason", reason);
        }

        if (call.Identity is CallIdentity.Caller)
        {
            labels.Add("identity", "caller");
        }

        _calls.Add(1, labels);
    }
}
