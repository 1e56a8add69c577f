using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Health;

/// <summary>Liveness, readiness and draining.</summary>
internal static class HealthExtensions
{
    /// <summary>Time for requests in flight after draining; a tool call takes at most 15 seconds by default.</summary>
    private static readonly TimeSpan RequestsInFlight = TimeSpan.FromSeconds(20);

    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<ReadinessOptions>(
            ReadinessOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new ReadinessOptionsValidator(),
        });
        builder.Services.AddHealthChecks().AddCheck("self", static () => HealthCheckResult.Healthy(), [HealthTags.Live]);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddHostedService<Drain>();
        builder.Services.AddSingleton<IStartupFilter, ConnectionDrain>();
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ReadinessOptions>>(static (host, readiness) =>
            host.ShutdownTimeout = (readiness.ValueOrNull()?.DrainDelay ?? TimeSpan.Zero) + RequestsInFlight);
    }
}
