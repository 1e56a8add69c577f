using McpAspire.Server.Errors;
using McpAspire.Server.Telemetry;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Pipeline;

/// <summary>The outermost filter: counts calls by what their callers see.</summary>
internal static class ToolTelemetryFilter
{
    /// <summary>How a call ends whose caller gets a JSON-RPC error.</summary>
    private static readonly (string Outcome, string? Code, string? Reason) Refused = ("error", "PROTOCOL_ERROR", null);

    public static McpRequestHandler<CallToolRequestParams, CallToolResult> Create(McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (context, cancellationToken) =>
    {
        var (metrics, tool) = (context.Services!.GetRequiredService<ToolMetrics>(), context.MatchedPrimitive?.Id);
        var (outcome, code, reason) = Refused;
        metrics.Started(tool);
        try
        {
            var result = await next(context, cancellationToken);
            (outcome, code, reason) = result.IsError is not true ? ("ok", null, null) : ToolError.Of(context) is { } error ? ("error", error.Error, error.Details.Reason) : ("error", null, null);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            (outcome, code, reason) = ("cancelled", null, null);
            throw;
        }
        finally
        {
            metrics.Ended(tool, outcome, code, reason);
        }
    };
}
