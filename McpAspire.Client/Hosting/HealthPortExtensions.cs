using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.Client.Hosting;

/// <summary>Gives Kestrel the address of the health routes.</summary>
internal static class HealthPortExtensions
{
    private const string PortKey = $"{HealthPortOptions.SectionName}:{nameof(HealthPortOptions.Port)}";

    /// <summary>Listens on the port of <see cref="HealthPortOptions"/>: on every address in Production, where the kubelet asks, else on loopback.</summary>
    public static void UseHealthPort(this IWebHostBuilder host, IConfiguration configuration, IHostEnvironment environment)
    {
        host.SuppressPortSettings();

        // A value that is no port is reported by the options' validation, before anything listens.
        var port = configuration[PortKey];
        if (!string.IsNullOrEmpty(port) || string.IsNullOrEmpty(configuration[WebHostDefaults.ServerUrlsKey]))
        {
            var name = environment.IsProduction() ? "0.0.0.0" : "localhost";
            host.UseUrls($"http://{name}:{(string.IsNullOrEmpty(port) ? HealthPortOptions.DefaultPort : port)}");
        }
    }
}
