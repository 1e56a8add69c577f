using McpAspire.ServiceDefaults.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace McpAspire.ServiceDefaults;

/// <summary>What every service of McpAspire has: telemetry, health checks and service discovery.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds telemetry, a liveness check and service discovery for every HttpClient. Resilience is not among them: it is opt-in, for one client
    /// (<see cref="BackendResilience"/>), because a retry is right only where a repeated request does no harm.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddTelemetry();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks().AddCheck("self", static () => HealthCheckResult.Healthy(), [HealthTags.Live]);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(static http => http.AddServiceDiscovery());
        return builder;
    }
}
