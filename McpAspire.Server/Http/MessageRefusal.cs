using ModelContextProtocol;

namespace McpAspire.Server.Http;

/// <summary>Refuses messages in which <see cref="MessageReader"/> found an error.</summary>
internal sealed class MessageRefusal(RequestDelegate next)
{
    /// <summary>Since this revision, unknown methods have their own status.</summary>
    private const string FirstRevisionWithStatus = "2026-07-28";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Message>() is not { Error: { } error } message)
        {
            return next(context);
        }

        if (message.Status is StatusCodes.Status202Accepted)
        {
            context.Response.StatusCode = message.Status;
            return Task.CompletedTask;
        }

        var isUnknownMethod = error.Code == (int)McpErrorCode.MethodNotFound
            && string.CompareOrdinal(context.Request.Headers["MCP-Protocol-Version"], FirstRevisionWithStatus) >= 0;
        return JsonRpcRefusal.WriteAsync(context, isUnknownMethod ? StatusCodes.Status404NotFound : message.Status, message.Id, error);
    }
}
