using McpAspire.ServiceDefaults.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace McpAspire.Client.Connection;

/// <summary>Readiness: the client is connected, and the server's tools meet its contract.</summary>
internal sealed class ConnectionHealthCheck(ConnectionState state) : IHealthCheck
{
    private static readonly Dictionary<string, object> NotConnected = new() { [HealthEndpoints.ErrorCodeKey] = "not_connected" };

    private static readonly Dictionary<string, object> ContractBroken = new() { [HealthEndpoints.ErrorCodeKey] = "contract_broken" };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
        !state.IsConnected ? HealthCheckResult.Unhealthy(data: NotConnected)
        : state.IsContractBroken ? HealthCheckResult.Unhealthy(data: ContractBroken)
        : HealthCheckResult.Healthy());
}
