using System.Diagnostics;
using System.Diagnostics.Metrics;
using McpAspire.ServiceDefaults;

namespace McpAspire.Server.Telemetry;

/// <summary>What is counted of tool calls. How long they take is in the MCP SDK's <c>mcp.server.operation.duration</c>.</summary>
internal sealed class ToolMetrics
{
    private readonly Counter<long> _calls;
    private readonly UpDownCounter<long> _active;

    public ToolMetrics(IMeterFactory factory)
    {
#pragma warning disable CA2000 // The factory owns the meter.
        var meter = factory.Create(TelemetryExtensions.MeterName);
#pragma warning restore CA2000
        _calls = meter.CreateCounter<long>("mcpaspire.tool.calls", "{call}", "Tool calls that have ended, by tool, outcome (ok, error, cancelled), and the error code and reason that the caller saw.");
        _active = meter.CreateUpDownCounter<long>("mcpaspire.tool.active", "{call}", "Tool calls that are under way, by tool.");
    }

    /// <summary>A call is under way.</summary>
    public void Started(string tool) => _active.Add(1, new KeyValuePair<string, object?>("tool", tool));

    /// <summary>It is no longer.</summary>
    public void Left(string tool) => _active.Add(-1, new KeyValuePair<string, object?>("tool", tool));

    /// <summary>A call has ended, or has been refused.</summary>
    public void Ended(string tool, string outcome, string? errorCode, string? reason)
    {
        var labels = new TagList { { "tool", tool }, { "outcome", outcome } };
        if (errorCode is not null)
        {
            labels.Add("error_code", errorCode);
        }

        if (reason is not null)
        {
            labels.Add("reason", reason);
        }

        _calls.Add(1, labels);
    }
}
