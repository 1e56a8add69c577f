using McpAspire.Server.Http;
using McpAspire.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Authentication;

namespace McpAspire.Server.Authorization;

/// <summary>
/// The metadata of the MCP endpoints as protected resources (RFC 9728), each at its own well-known address, and at that of the root.
/// </summary>
internal static class ResourceMetadata
{
    public const string Path = "/.well-known/oauth-protected-resource";

    private static readonly PathString[] Resources =
        [string.Empty, McpRoutes.Mcp, McpRoutes.Messages, McpRoutes.UnderscoreMessages, McpRoutes.Tools];

    public static Task WriteAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var caller = services.GetRequiredService<IOptions<CallerOptions>>().Value;
        var resource = Of(context.Request.Path.Value![Path.Length..]);
        if (caller.Mode is AuthorizationMode.None
            || !Array.Exists(Resources, known => known.Equals(resource, StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var request = context.Request;
        var metadata = new ProtectedResourceMetadata
        {
            Resource = $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase}{resource}",
            ResourceName = "McpAspire",
            AuthorizationServers = [caller.AuthorityOr(services.GetRequiredService<IOptions<IdentityOptions>>().Value)!.AbsoluteUri],
            ScopesSupported = [.. caller.Permissions.Select(caller.ScopeOf)],
            BearerMethodsSupported = ["header"],
        };
        var type = McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ProtectedResourceMetadata));
        return context.Response.WriteAsJsonAsync(metadata, type, contentType: "application/json", context.RequestAborted);
    }

    /// <summary>The address of the metadata of the requested endpoint, for a challenge.</summary>
    public static string AddressFor(HttpRequest request) =>
        $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase}{Path}{Of(request.Path.Value)}";

    /// <summary>A trailing slash is not part of an endpoint's name.</summary>
    private static PathString Of(string? path) => path?.TrimEnd('/');
}
