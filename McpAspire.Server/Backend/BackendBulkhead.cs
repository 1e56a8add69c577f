using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Backend;

/// <summary>Keeps calls that wait for a slow backend from taking all the places of the server: one more than <see cref="BackendOptions.MaxConcurrentCalls"/> is refused at once.</summary>
internal sealed class BackendBulkhead(IOptions<BackendOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = options.Value.MaxConcurrentCalls, QueueLimit = 0 });

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
