using System.Security.Claims;
using McpAspire.Server.Calls;
using McpAspire.Server.Http;
using Microsoft.AspNetCore.Authorization;
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

    public static async ValueTask<ListToolsResult> OfAsync(IServiceProvider services, ClaimsPrincipal? caller)
    {
        var authorization = services.GetRequiredService<IAuthorizationService>();
        var mode = services.GetRequiredService<IOptions<CallerOptions>>().Value.Mode;
        // With tokens the list depends on the caller.
        var list = new ListToolsResult
        {
            TimeToLive = Lifetime,
            CacheScope = mode is AuthorizationMode.None ? CacheScope.Public : CacheScope.Private,
        };
        foreach (var tool in services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection ?? [])
        {
            if (tool is not ServedTool { Permission: { } permission }
                || (await authorization.AuthorizeAsync(caller ?? new(), permission)).Succeeded)
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

        var list = await OfAsync(context.RequestServices, context.User);
        var type = McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ListToolsResult));
        await context.Response.WriteAsJsonAsync(list, type, contentType: "application/json", context.RequestAborted);
    }
}
