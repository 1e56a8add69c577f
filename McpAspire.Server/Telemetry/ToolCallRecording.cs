using McpAspire.Server.Calls;
using McpAspire.Server.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Telemetry;

/// <summary>
/// Counts each posted tool call once and writes its audit event, whether a tool, the SDK or a check of this server responds.
/// </summary>
internal sealed class ToolCallRecording(
    RequestDelegate next,
    IOptions<McpServerOptions> server,
    ToolMetrics metrics,
    AuditLog audit,
    TimeProvider time)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<Message>() is { Tool: { } tool } message ? RecordAsync(context, message, tool) : next(context);

    private async Task RecordAsync(HttpContext context, Message message, string name)
    {
        var start = time.GetTimestamp();
        var call = context.RequestServices.GetRequiredService<ToolCall>();
        var tool = server.Value.ToolCollection?.TryGetPrimitive(name, out _) is true ? name : ToolCall.UnknownTool;
        call.Begin(message.Id, tool, message.ArgumentsHash);
        metrics.Increment(tool);
        try
        {
            await next(context);
        }
        finally
        {
            metrics.Decrement(tool);
            if (!call.HasEnded && context.RequestAborted.IsCancellationRequested)
            {
                call.Cancel();
            }

            metrics.Count(call);
            audit.Write(call, context.User, time.GetElapsedTime(start));
        }
    }
}
