using McpAspire.Server.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Authorization;

/// <summary><c>GET /tools</c>: the result of <c>tools/list</c> for the caller as plain JSON.</summary>
internal static class ToolList
{
    /// <summary>How long clients may cache the list. It changes with a deployment or with the caller's permissions.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Marks <paramref name="list"/> as cacheable: private to the caller if callers have tokens.</summary>
    public static ListToolsResult Cacheable(ListToolsResult list, CallerOptions caller)
    {
        list.TimeToLive = Lifetime;
        list.CacheScope = caller.Mode is AuthorizationMode.None ? CacheScope.Public : CacheScope.Private;
        return list;
    }

    public static async Task WriteAsync(HttpContext context)
    {
        if (!PlainJson.IsAcceptedBy(context.Request))
        {
            await JsonRpcRefusal.WriteAsync(
                context, StatusCodes.Status406NotAcceptable, "Not Acceptable: the list of tools is application/json.");
            return;
        }

        var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        var result = new ListToolsResult();
        foreach (var tool in context.RequestServices.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection ?? [])
        {
            if (ToolPermission.Of(tool) is not { } permission || (await authorization.AuthorizeAsync(context.User, permission)).Succeeded)
            {
                result.Tools.Add(tool.ProtocolTool);
            }
        }

        Cacheable(result, context.RequestServices.GetRequiredService<IOptions<CallerOptions>>().Value);
        var type = McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ListToolsResult));
        await context.Response.WriteAsJsonAsync(result, type, contentType: "application/json", context.RequestAborted);
    }
}
