using McpAspire.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace McpAspire.Client.Connection;

/// <summary>Ready is a client that is connected and knows the server's tools.</summary>
internal sealed class ConnectionHealthCheck(ConnectionState state) : IHealthCheck
{
    private static readonly Dictionary<string, object> NotConnected = new() { [HealthEndpoints.ErrorCodeKey] = "not_connected" };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.IsConnected ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(data: NotConnected));
}
