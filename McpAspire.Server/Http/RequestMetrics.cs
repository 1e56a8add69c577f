using System.Diagnostics.Metrics;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Http;

/// <summary>
/// The maximum number of MCP requests in flight. Their number is ASP.NET Core's <c>aspnetcore.rate_limiting.active_request_leases</c>.
/// </summary>
internal sealed class RequestMetrics
{
    public RequestMetrics(IMeterFactory factory, IOptions<McpHttpOptions> http)
    {
#pragma warning disable CA2000 // The factory owns the meter.
        factory.Create(TelemetryExtensions.MeterName)
#pragma warning restore CA2000
            .CreateObservableGauge(
                "mcpaspire.requests.limit",
                () => http.Value.MaxConcurrentRequests,
                "{request}",
                "Maximum number of MCP requests in flight (MAX_CONCURRENT_REQUESTS).");
    }
}
