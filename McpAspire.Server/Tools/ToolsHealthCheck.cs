using McpAspire.ServiceDefaults.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Tools;

/// <summary>Readiness: at least one tool is registered.</summary>
internal sealed class ToolsHealthCheck(IOptions<McpServerOptions> options) : IHealthCheck
{
    private static readonly Dictionary<string, object> NoTools = new() { [HealthEndpoints.ErrorCodeKey] = "NO_TOOLS" };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            options.Value.ToolCollection is { IsEmpty: false } ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(data: NoTools));
}
