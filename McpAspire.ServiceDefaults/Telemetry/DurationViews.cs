using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>Views of instruments: common buckets for durations, and only labels with few values.</summary>
internal static class DurationViews
{
    /// <summary>Maximum number of label combinations of one metric; further ones are aggregated.</summary>
    private const int CardinalityLimit = 500;

    private static readonly string[] Requests = ["http.request.method", "http.response.status_code", "error.type"];

    private static readonly Dictionary<string, string[]> Durations = new(StringComparer.Ordinal)
    {
        ["http.server.request.duration"] = [.. Requests, "http.route"],
        ["http.client.request.duration"] = [.. Requests, "server.address", "server.port"],
        ["mcp.server.operation.duration"] = ["mcp.method.name", "gen_ai.tool.name", "error.type"],
        ["mcp.client.operation.duration"] = ["mcp.method.name", "gen_ai.tool.name", "error.type"],
        ["mcpaspire.token.acquisition.duration"] = ["outcome", "credential"],
    };

    /// <summary>The labels of other instruments, without addresses of pods, which change.</summary>
    private static readonly Dictionary<string, string[]> Labels = new(StringComparer.Ordinal)
    {
        ["http.client.open_connections"] = ["http.connection.state", "server.address", "server.port"],
        ["http.client.connection.duration"] = ["server.address", "server.port"],
    };

    /// <summary>The upper bounds in seconds, those of the OpenTelemetry conventions for HTTP.</summary>
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    /// <summary>The view of an instrument; <see langword="null"/> for that of the SDK.</summary>
    public static MetricStreamConfiguration? Of(Instrument instrument) =>
        IsDropped(instrument) ? MetricStreamConfiguration.Drop
        : Durations.TryGetValue(instrument.Name, out var labels) ? new ExplicitBucketHistogramConfiguration
        {
            Boundaries = Bounds,
            TagKeys = labels,
            CardinalityLimit = CardinalityLimit,
        }
        : Labels.TryGetValue(instrument.Name, out labels) ? new MetricStreamConfiguration
        {
            TagKeys = labels,
            CardinalityLimit = CardinalityLimit,
        }
        : null;

    /// <summary>Whether an instrument is left out: sessions, which the stateless server does not have.</summary>
    private static bool IsDropped(Instrument instrument) =>
        instrument.Meter.Name == TelemetryExtensions.McpSdk && instrument.Name is "mcp.server.session.duration";
}
