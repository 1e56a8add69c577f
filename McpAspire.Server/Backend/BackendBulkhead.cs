using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Backend;

/// <summary>
/// Prevents a slow backend from occupying all request slots: calls beyond <see cref="BackendOptions.MaxConcurrentCalls"/> are refused
/// immediately.
/// </summary>
internal sealed class BackendBulkhead : IDisposable
{
    private readonly ConcurrencyLimiter _limiter;

    public BackendBulkhead(IOptions<BackendOptions> options, IMeterFactory factory)
        : this(options.Value.MaxConcurrentCalls, factory, null)
    {
    }

    /// <param name="permits">The maximum number of calls.</param>
    /// <param name="factory">Creates the meter.</param>
    /// <param name="api">The API of generated tools; a label of the metrics.</param>
    public BackendBulkhead(int permits, IMeterFactory factory, string? api)
    {
        KeyValuePair<string, object?>[] labels = api is null ? [] : [new("api", api)];
        _limiter = new(new() { PermitLimit = permits, QueueLimit = 0 });
#pragma warning disable CA2000 // The factory owns the meter.
        var meter = factory.Create(TelemetryExtensions.MeterName);
#pragma warning restore CA2000
        meter.CreateObservableGauge(
            "mcpaspire.backend.calls.active",
            () => new Measurement<long>(permits - _limiter.GetStatistics()!.CurrentAvailablePermits, labels),
            "{call}",
            "Backend calls in flight.");
        meter.CreateObservableGauge(
            "mcpaspire.backend.calls.limit",
            () => new Measurement<int>(permits, labels),
            "{call}",
            "Maximum number of backend calls in flight.");
    }

    /// <returns>A permit, to be disposed of after the call.</returns>
    /// <exception cref="BackendException">No permit is available.</exception>
    public RateLimitLease Enter()
    {
        var lease = _limiter.AttemptAcquire();
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw BackendException.Busy();
    }

    public void Dispose() => _limiter.Dispose();
}
