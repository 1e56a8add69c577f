using Microsoft.AspNetCore.Hosting;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>The framework's port variables, which base images set and services with a port setting of their own ignore.</summary>
public static class PortSettings
{
    /// <summary>Clears <c>HTTP_PORTS</c> and <c>HTTPS_PORTS</c>: .NET's container images set the first to 8080, and Kestrel would warn that it is overridden.</summary>
    public static void SuppressPortSettings(this IWebHostBuilder host)
    {
        ArgumentNullException.ThrowIfNull(host);
        host.UseSetting(WebHostDefaults.HttpPortsKey, string.Empty);
        host.UseSetting(WebHostDefaults.HttpsPortsKey, string.Empty);
    }
}
