using System.Net.NetworkInformation;
using Microsoft.Extensions.Configuration;

namespace McpAspire.AppHost;

/// <summary>A port that clients are told of. Aspire says nothing when another program has it, whose answers clients would then get.</summary>
internal static class FixedPort
{
    /// <summary>Whether the application is to run here with the port, and cannot.</summary>
    public static bool IsTaken(IDistributedApplicationBuilder builder, int port) =>
        builder.ExecutionContext.IsRunMode
        && !builder.Configuration.GetValue<bool>("DcpPublisher:RandomizePorts")
        && IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);
}
