using McpAspire.Server.Errors;
using McpAspire.Server.Telemetry;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Pipeline;

/// <summary>The outermost filter: counts calls by what their callers see.</summary>
internal static class ToolTelemetryFilter
{
    /// <summary>The error code of a call that ends as a JSON-RPC error.</summary>
    private const string ProtocolError = "PROTOCOL_ERROR";

    public static McpRequestHandler<CallToolRequestParams, CallToolResult> Create(McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (context, cancellationToken) =>
    {
        var (metrics, tool) = (context.Services!.GetRequiredService<ToolMetrics>(), context.MatchedPrimitive?.Id);
        string? code = ProtocolError;
        var outcome = "error";
        metrics.Started(tool);
        try
        {
            var result = await next(context, cancellationToken);
            (outcome, code) = result.IsError is true ? ("error", ToolError.Of(context)?.Error) : ("ok", null);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            (outcome, code) = ("cancelled", null);
            throw;
        }
        finally
        {
            metrics.Ended(tool, outcome, code);
        }
    };
}
