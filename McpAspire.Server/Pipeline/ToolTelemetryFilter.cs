using McpAspire.Server.Errors;
using McpAspire.Server.Telemetry;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Pipeline;

/// <summary>The outermost filter: notes how a call ends, for those who count and record it.</summary>
internal static class ToolTelemetryFilter
{
    public static async ValueTask<CallToolResult> RunAsync(
        RequestContext<CallToolRequestParams> context, McpRequestHandler<CallToolRequestParams, CallToolResult> next, CancellationToken cancellationToken)
    {
        var (metrics, outcome) = (context.Services!.GetRequiredService<ToolMetrics>(), context.Services!.GetRequiredService<ToolCallOutcome>());
        var tool = context.MatchedPrimitive!.Id;
        metrics.Started(tool);
        try
        {
            var result = await ToolErrorFilter.RunAsync(context, next, cancellationToken);
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
    }
}
