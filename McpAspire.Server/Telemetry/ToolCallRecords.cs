using McpAspire.Server.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Telemetry;

/// <summary>Counts each posted tool call once and writes its audit event, whoever answered it: a tool, the SDK, or what refuses calls before them.</summary>
internal static class ToolCallRecords
{
    /// <summary>The name of all tools that do not exist: a caller's text is neither a label nor a part of the log.</summary>
    public const string UnknownTool = "unknown";

    /// <param name="context">The request, which has ended.</param>
    /// <param name="call">The call.</param>
    /// <param name="elapsed">How long it took.</param>
    public static void Add(HttpContext context, PostedCall call, TimeSpan elapsed)
    {
        var services = context.RequestServices;
        var outcome = services.GetRequiredService<ToolCallOutcome>();
        if (!outcome.IsKnown && context.RequestAborted.IsCancellationRequested)
        {
            // The tool may still be on its way to say so.
            outcome.Set("cancelled");
        }

        var tools = services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection;
        var tool = tools is not null && tools.TryGetPrimitive(call.Tool, out _) ? call.Tool : UnknownTool;
        services.GetRequiredService<ToolMetrics>().Ended(tool, outcome.Outcome, outcome.ErrorCode, outcome.Reason);
        services.GetRequiredService<AuditLog>().Called(call, tool, context.User, outcome, elapsed);
    }
}
