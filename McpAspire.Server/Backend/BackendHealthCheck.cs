using McpAspire.Server.Errors;
using McpAspire.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Backend;

/// <summary>Readiness: the backend says that it is healthy, within 2 seconds. Switched off by <see cref="BackendOptions.CheckReadiness"/>.</summary>
internal sealed class BackendHealthCheck(BackendClient backend, IOptions<BackendOptions> options, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!options.Value.CheckReadiness)
        {
            return HealthCheckResult.Healthy();
        }

        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await backend.CheckHealthAsync(either.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            // No exception: the framework would log its stack at every probe.
            var error = ToolErrorMapper.FromException(exception);
            return HealthCheckResult.Unhealthy(error.Message, data: new Dictionary<string, object> { [HealthEndpoints.ErrorCodeKey] = error.Code });
        }
    }
}
