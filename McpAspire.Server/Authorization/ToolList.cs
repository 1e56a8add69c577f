using System.Security.Claims;
using McpAspire.Server.Calls;
using McpAspire.Server.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Authorization;

/// <summary>The tools that a caller may call: the result of <c>tools/list</c>, and of <c>GET /tools</c> as plain JSON.</summary>
internal static class ToolList
{
    /// <summary>How long clients may cache the list. It changes with a deployment or with the caller's permissions.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static ListToolsResult Of(IServiceProvider services, ClaimsPrincipal? caller)
    {
        var options = services.GetRequiredService<IOptions<CallerOptions>>().Value;
        // With tokens the list depends on the caller.
        var list = new ListToolsResult
        {
            TimeToLive = Lifetime,
            CacheScope = options.Mode is AuthorizationMode.None ? CacheScope.Public : CacheScope.Private,
        };
        foreach (var tool in services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection ?? [])
        {
            if (tool is not ServedTool { Permission: { } permission } || options.Permits(caller ?? new(), permission))
            {
                list.Tools.Add(tool.ProtocolTool);
            }
        }

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

        var list = Of(context.RequestServices, context.User);
        var type = McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ListToolsResult));
        await context.Response.WriteAsJsonAsync(list, type, contentType: "application/json", context.RequestAborted);
    }
}
