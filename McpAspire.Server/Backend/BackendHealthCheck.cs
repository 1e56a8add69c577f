using System.Net;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace McpAspire.Server.Backend;

/// <summary>
/// Readiness: the backend reports that it is healthy within 2 seconds. Disabled by <see cref="BackendOptions.CheckReadiness"/>.
/// </summary>
internal sealed class BackendHealthCheck(BackendClient backend, IOptions<BackendOptions> options, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!options.Value.CheckReadiness)
        {
            return HealthEndpoints.NotChecked;
        }

        return await ProbeAsync(backend.CheckHealthAsync, time, cancellationToken);
    }

    /// <summary>Requests a health endpoint, for at most 2 seconds.</summary>
    internal static async Task<HealthCheckResult> ProbeAsync(
        Func<CancellationToken, Task> request, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await request(either.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            // Without the exception: the framework would log its stack at every probe.
            return HealthCheckResult.Unhealthy(data: new Dictionary<string, object> { [HealthEndpoints.ErrorCodeKey] = CodeOf(exception) });
        }
    }

    private static string CodeOf(Exception exception) => exception switch
    {
        AccessTokenException or BackendException { Status: HttpStatusCode.Unauthorized } => "AUTHENTICATION_ERROR",
        TimeoutRejectedException or OperationCanceledException => "TIMEOUT",
        _ => "BACKEND_ERROR",
    };
}
