using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>Addresses of services that have a port setting.</summary>
public static class ListenUrls
{
    /// <summary>
    /// Sets the URLs to listen on. Clears <c>HTTP_PORTS</c> and <c>HTTPS_PORTS</c>: .NET's container images set the first to 8080, and
    /// Kestrel would warn that it is overridden.
    /// </summary>
    public static void Use(IWebHostBuilder host, IEnumerable<string> urls)
    {
        ArgumentNullException.ThrowIfNull(host);
        host.UseSetting(WebHostDefaults.HttpPortsKey, string.Empty);
        host.UseSetting(WebHostDefaults.HttpsPortsKey, string.Empty);
        host.UseUrls([.. urls]);
    }

    /// <summary>The configured URLs.</summary>
    public static string[] In(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[WebHostDefaults.ServerUrlsKey]?.Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? [];
    }

    /// <summary>The host to listen on by default: every address in Production, else loopback.</summary>
    public static string DefaultHost(IHostEnvironment environment) => environment.IsProduction() ? "0.0.0.0" : "localhost";

    /// <summary>A URL for Kestrel, which supports a free port (0) only with an IP address.</summary>
    public static string Of(string host, string port)
    {
        ArgumentNullException.ThrowIfNull(host);
        var name = host == "localhost" && port == "0" ? IPAddress.Loopback.ToString() : host;
        return name.Contains(':', StringComparison.Ordinal) ? $"http://[{name}]:{port}" : $"http://{name}:{port}";
    }
}
