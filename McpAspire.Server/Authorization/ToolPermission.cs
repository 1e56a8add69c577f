using McpAspire.Server.Calls;
using McpAspire.Server.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Authorization;

/// <summary>
/// Refuses calls of unknown or forbidden tools before any other work. A client requests the missing scope only after an HTTP 403 with a
/// challenge; the SDK's own filters would respond with a JSON-RPC error.
/// </summary>
internal sealed class ToolPermission(
    RequestDelegate next,
    IOptions<McpServerOptions> server,
    IOptions<CallerOptions> caller)
{
    public Task InvokeAsync(HttpContext context)
    {
        var call = context.RequestServices.GetRequiredService<ToolCall>();
        if (call.Tool is not { } name)
        {
            return next(context);
        }

        if (server.Value.ToolCollection?.TryGetPrimitive(name, out var tool) is not true)
        {
            return JsonRpcRefusal.WriteAsync(context, StatusCodes.Status200OK, call.Id, new()
            {
                Code = (int)McpErrorCode.InvalidParams,
                Message = "Unknown tool. Call tools/list for the names of the available tools.",
            });
        }

        if (tool is ServedTool { Permission: { } permission } && !caller.Value.Permits(context.User, permission))
        {
            call.Fail("FORBIDDEN");
            return Challenge.InsufficientScopeAsync(context, caller.Value, call.Id, permission);
        }

        call.Target = tool as ServedTool;
        return next(context);
    }
}
