using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Logging;
using McpAspire.ServiceDefaults.Settings;
using McpAspire.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace McpAspire.ServiceDefaults;

/// <summary>The features that all services of McpAspire share.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds settings, logs, telemetry, health checks, and service discovery for every HttpClient. Resilience is opt-in per client
    /// (<see cref="Resilience.BackendResilience"/>), because a retry is safe only for repeatable requests.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="aliases">The flat environment names of the service's own settings.</param>
    public static void AddServiceDefaults(this IHostApplicationBuilder builder, params IReadOnlyList<SettingAlias> aliases)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddSettings([.. LoggingOptions.Aliases, .. ReadinessOptions.Aliases, .. DiagnosticsOptions.Aliases, .. aliases]);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddLogs();
        builder.AddTelemetry();
        builder.AddHealth();
        builder.Services.Configure<KestrelServerOptions>(static kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddServiceDiscovery();
        // HttpClient's own logs contain request addresses, also in every event's scope; spans and metrics carry the same information.
        builder.Services.ConfigureHttpClientDefaults(static http => http.AddServiceDiscovery().RemoveAllLoggers());
    }
}
