using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.Client.Hosting;

/// <summary>The flat environment names of the client and their configuration keys.</summary>
internal static class ClientSettings
{
    public static readonly SettingAlias[] Aliases =
    [
        new("MCP_SERVER_URL", "Connection:ServerUrl"),
        new("DISCOVERY_TIMEOUT", "Connection:DiscoveryTimeout", SettingUnit.Seconds),
        new("HEALTH_PORT", "Health:Port"),
        .. IdentityExtensions.Aliases,
    ];
}
