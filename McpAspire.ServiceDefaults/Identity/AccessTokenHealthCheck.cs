using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Readiness: there is an access token, or none is asked for.</summary>
internal sealed class AccessTokenHealthCheck(AccessTokenSource tokens, TimeProvider time) : IHealthCheck
{
    /// <summary>Half of what the backend's check may take: the probe waits for both.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await tokens.GetAsync(either.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is AccessTokenException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var code = (exception as AccessTokenException)?.Code ?? "TIMEOUT";
            return HealthCheckResult.Unhealthy(data: new Dictionary<string, object> { [HealthEndpoints.ErrorCodeKey] = code });
        }
    }
}
