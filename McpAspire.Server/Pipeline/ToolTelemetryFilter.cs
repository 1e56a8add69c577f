using McpAspire.Server.Errors;
using McpAspire.Server.Telemetry;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Pipeline;

/// <summary>The outermost filter: notes how a call ends, for those who count and record it.</summary>
internal static class ToolTelemetryFilter
{
    public static McpRequestHandler<CallToolRequestParams, CallToolResult> Create(McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (context, cancellationToken) =>
    {
        var (metrics, outcome) = (context.Services!.GetRequiredService<ToolMetrics>(), context.Services!.GetRequiredService<ToolCallOutcome>());
        var tool = context.MatchedPrimitive?.Id ?? ToolCallRecords.UnknownTool;
        metrics.Started(tool);
        try
        {
            var result = await next(context, cancellationToken);
            var error = result.IsError is true ? ToolError.Of(context) : null;
            outcome.Set(result.IsError is true ? "error" : "ok", error?.Error, error?.Details.Reason);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome.Set("cancelled");
            throw;
        }
        finally
        {
            metrics.Left(tool);
        }
    };
}
