using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using McpAspire.ServiceDefaults.Telemetry;
using Polly.Timeout;

namespace McpAspire.ServiceDefaults.Resilience;

/// <summary>Metrics of the backend client's resilience. <c>http.client.request.duration</c> has the durations.</summary>
internal sealed class BackendMetrics
{
    private readonly Counter<long> _retries;
    private readonly Gauge<int> _circuitOpen;

    public BackendMetrics(IMeterFactory factory)
    {
#pragma warning disable CA2000 // The factory owns the meter.
        var meter = factory.Create(TelemetryExtensions.MeterName);
#pragma warning restore CA2000
        _retries = meter.CreateCounter<long>(
            "mcpaspire.backend.retries",
            "{retry}",
            "Retried requests to the backend, by reason: timeout, connection, or the response status.");
        _circuitOpen = meter.CreateGauge<int>(
            "mcpaspire.backend.circuit_open",
            "{circuit}",
            "Whether the circuit breaker blocks requests to the backend: 1 when open, 0 when closed.");
    }

    public void Retried(HttpResponseMessage? response, Exception? failure, string? api)
    {
        var labels = Labels(api);
        labels.Add("reason", response is not null ? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)
            : failure is TimeoutRejectedException ? "timeout"
            : "connection");
        _retries.Add(1, labels);
    }

    public void CircuitOpened(string? api) => _circuitOpen.Record(1, Labels(api));

    public void CircuitClosed(string? api) => _circuitOpen.Record(0, Labels(api));

    private static TagList Labels(string? api) => api is null ? [] : new() { { "api", api } };
}
