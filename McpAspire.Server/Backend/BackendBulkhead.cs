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
    {
        var permits = options.Value.MaxConcurrentCalls;
        _limiter = new(new() { PermitLimit = permits, QueueLimit = 0 });
#pragma warning disable CA2000 // The factory owns the meter.
        var meter = factory.Create(TelemetryExtensions.MeterName);
#pragma warning restore CA2000
        meter.CreateObservableGauge(
            "mcpaspire.backend.calls.active",
            () => permits - _limiter.GetStatistics()!.CurrentAvailablePermits,
            "{call}",
            "Calls to the backend in flight.");
        meter.CreateObservableGauge(
            "mcpaspire.backend.calls.limit",
            () => permits,
            "{call}",
            "Maximum number of calls to the backend in flight (BACKEND_MAX_CONCURRENT_CALLS).");
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
