using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Backend;

/// <summary>Keeps calls that wait for a slow backend from taking all the places of the server: one more than <see cref="BackendOptions.MaxConcurrentCalls"/> is refused at once.</summary>
internal sealed class BackendBulkhead : IDisposable
{
    private readonly ConcurrencyLimiter _limiter;

    public BackendBulkhead(IOptions<BackendOptions> options, IMeterFactory factory)
    {
        var places = options.Value.MaxConcurrentCalls;
        _limiter = new(new() { PermitLimit = places, QueueLimit = 0 });
#pragma warning disable CA2000 // The factory owns the meter.
        var meter = factory.Create(TelemetryExtensions.MeterName);
#pragma warning restore CA2000
        meter.CreateObservableGauge("mcpaspire.backend.calls.active", () => places - _limiter.GetStatistics()!.CurrentAvailablePermits, "{call}", "Calls of the backend that are under way.");
        meter.CreateObservableGauge("mcpaspire.backend.calls.limit", () => places, "{call}", "Calls of the backend that may be under way at once (BACKEND_MAX_CONCURRENT_CALLS).");
    }

    /// <returns>A place, to be disposed of after the call.</returns>
    /// <exception cref="BackendException">There is none.</exception>
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
