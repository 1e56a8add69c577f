using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>What a run reads from configuration.</summary>
internal sealed class RunSettings(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>How long a started resource may take to become healthy.</summary>
    /// <value>Default 1 minute.</value>
    public TimeSpan HealthyTimeout { get; } = configuration.GetValue("AppHost:ResourceHealthyTimeout", TimeSpan.FromMinutes(1));

    /// <summary>Whether fixed public ports are ignored; the testing builder says so.</summary>
    public bool RandomizePorts { get; } = configuration.GetValue("DcpPublisher:RandomizePorts", false);

    public bool IsDevelopment { get; } = environment.IsDevelopment();

    /// <summary>The first address of the dashboard.</summary>
    public string DashboardUrl { get; } = (configuration["ASPNETCORE_URLS"] ?? "http://localhost:18888").Split(';')[0];

    public string OtlpUrl { get; } = configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ?? configuration["DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"] ?? "http://localhost:18889";

    public string? Path { get; } = configuration["PATH"];
}
