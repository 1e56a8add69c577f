using McpAspire.ServiceDefaults.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults;

/// <summary>What every service of McpAspire has: telemetry, health checks and service discovery.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>How long requests that are under way have to end once no more are taken: a tool call takes at most 15 seconds by default.</summary>
    private static readonly TimeSpan RequestsUnderWay = TimeSpan.FromSeconds(20);

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
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddHostedService<Drain>();
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ReadinessOptions>>(static (host, readiness) => host.ShutdownTimeout = readiness.Value.DrainDelay + RequestsUnderWay);
        builder.Services.AddServiceDiscovery();
        // Its own logs have the addresses of requests, in every event's scope, too; spans and metrics say what they say.
        builder.Services.ConfigureHttpClientDefaults(static http => http.AddServiceDiscovery().RemoveAllLoggers());
        return builder;
    }
}
