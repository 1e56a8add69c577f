using McpAspire.Server.Errors;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Pipeline;

/// <summary>Turns what a tool throws into a tool error, and logs it once.</summary>
internal static partial class ToolErrorFilter
{
    public static async ValueTask<CallToolResult> RunAsync(
        RequestContext<CallToolRequestParams> context, McpRequestHandler<CallToolRequestParams, CallToolResult> next, CancellationToken cancellationToken)
    {
        try
        {
            return await ToolArgumentFilter.RunAsync(context, next, cancellationToken);
        }
        catch (Exception exception) when (!IsForTheProtocol(exception, cancellationToken))
        {
            var services = context.Services!;
            var error = ToolErrorMapper.FromException(exception, context.Params?.Arguments);
            Report(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ToolErrorFilter)), context.MatchedPrimitive?.Id, error, exception);
            return error.ToResult(context);
        }
    }

    /// <summary>Protocol mistakes stay protocol errors; a caller who has gone gets no answer.</summary>
    private static bool IsForTheProtocol(Exception exception, CancellationToken cancellationToken) =>
        exception is McpException or InputRequiredException || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private static void Report(ILogger logger, string? tool, ToolError error, Exception exception)
    {
        switch (error.Error)
        {
            case "INTERNAL_ERROR" or "AUTHENTICATION_ERROR":
                Log.ToolFailed(logger, tool, error.Code, error.Details.Reason, exception);
                break;
            case "VALIDATION_ERROR":
                Log.ToolRefused(logger, tool, error.Code, error.Details.Reason);
                break;
            default:
                Log.BackendFailed(logger, tool, error.Code, error.Details.Reason, error.Details.Status);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Tool} failed: {Code}, {Reason}")]
        public static partial void ToolFailed(ILogger logger, string? tool, string code, string? reason, Exception exception);

        [LoggerMessage(2, LogLevel.Information, "{Tool} refused: {Code}, {Reason}")]
        public static partial void ToolRefused(ILogger logger, string? tool, string code, string? reason);

        [LoggerMessage(3, LogLevel.Warning, "{Tool} failed: {Code}, {Reason}, backend status {Status}")]
        public static partial void BackendFailed(ILogger logger, string? tool, string code, string? reason, int? status);
    }
}
