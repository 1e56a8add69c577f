namespace McpAspire.Server.Hosting;

/// <summary>The framework's port variables, which base images set and the server ignores.</summary>
internal static class PortSettings
{
    /// <summary>Clears <c>HTTP_PORTS</c> and <c>HTTPS_PORTS</c>: .NET's container images set the first to 8080, and Kestrel would warn that it is overridden.</summary>
    public static void SuppressPortSettings(this IWebHostBuilder host)
    {
        host.UseSetting(WebHostDefaults.HttpPortsKey, string.Empty);
        host.UseSetting(WebHostDefaults.HttpsPortsKey, string.Empty);
    }
}
