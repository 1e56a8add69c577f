using McpAspire.Server.Http;
using ModelContextProtocol.AspNetCore.Authentication;

namespace McpAspire.Server.Authorization;

/// <summary>The metadata of the MCP endpoints as protected resources (RFC 9728), for each at its own well-known address, and for all at the root's.</summary>
internal static class ResourceMetadata
{
    public const string Path = "/.well-known/oauth-protected-resource";

    private static readonly PathString[] Resources = [string.Empty, McpRoutes.Mcp, McpRoutes.Messages, McpRoutes.UnderscoreMessages, McpRoutes.Tools];

    public static void Configure(McpAuthenticationOptions authentication, CallerOptions caller, Uri authority)
    {
        authentication.ResourceMetadata = new()
        {
            ResourceName = "McpAspire",
            AuthorizationServers = [authority.AbsoluteUri],
            ScopesSupported = [.. Permissions.All.Select(caller.ScopeOf)],
            BearerMethodsSupported = ["header"],
        };
        authentication.Events.OnResourceMetadataRequest = static context =>
        {
            _ = context.Request.Path.StartsWithSegments(Path, out var resource);
            if (!Array.Exists(Resources, known => known.Equals(resource, StringComparison.OrdinalIgnoreCase)))
            {
                context.SkipHandler();
            }

            return Task.CompletedTask;
        };
    }
}
