using McpAspire.ServiceDefaults.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Readiness: an access token is available, if one is configured.</summary>
internal sealed class AccessTokenHealthCheck(AccessTokenSource tokens, TimeProvider time) : IHealthCheck
{
    /// <summary>Half the time limit of the backend's check, because the probe waits for both.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (tokens.Kind is CredentialKind.None)
        {
            return HealthEndpoints.NotChecked;
        }

        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await tokens.GetAsync(either.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is AccessTokenException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var code = exception is AccessTokenException { IsTimeout: false } refusal ? refusal.Code ?? "NO_TOKEN" : "TIMEOUT";
            return HealthCheckResult.Unhealthy(data: new Dictionary<string, object> { [HealthEndpoints.ErrorCodeKey] = code });
        }
    }
}
