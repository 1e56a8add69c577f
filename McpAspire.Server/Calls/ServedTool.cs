using McpAspire.Server.Backend;
using McpAspire.Server.Identity;
using McpAspire.Server.Results;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.OpenApi;
using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Calls;

/// <summary>Wraps a tool: checks its arguments, and converts every failure to one tool error and one log line.</summary>
internal sealed partial class ServedTool(McpServerTool tool, IArgumentCheck parameters, ApiIdentity identity, ILogger<ServedTool> logger)
    : DelegatingMcpServerTool(tool)
{
    public ServedTool(McpServerTool tool, ApiIdentity identity, ILogger<ServedTool> logger)
        : this(tool, new ToolParameters(tool.ProtocolTool.InputSchema), identity, logger)
    {
    }

    private readonly bool _repeatable = tool.ProtocolTool.Annotations is { ReadOnlyHint: true } or { IdempotentHint: true };

    /// <summary>The permission that a caller needs; <see langword="null"/> for none.</summary>
    public string? Permission { get; } = tool.Metadata.OfType<AuthorizeAttribute>().FirstOrDefault()?.Policy;

    /// <summary>Whose identity the tool's API sees.</summary>
    public ApiIdentity Identity => identity;

    /// <summary>Empty: this server checks the permission itself, before the SDK, which would check it again on every call.</summary>
    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var call = request.Services!.GetRequiredService<ToolCall>();
        var arguments = request.Params?.Arguments;
        try
        {
            if (parameters.Check(arguments) is { Count: > 0 } errors)
            {
                return Fail(call, ToolError.OfArguments(errors));
            }

            var result = Readable(await base.InvokeAsync(request, cancellationToken));
            call.Succeed();
            return result;
        }
        catch (Exception exception) when (exception is not (McpException or InputRequiredException)
            && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            var isRepeatable = _repeatable || arguments?.ContainsKey(ApiTool.IdempotencyArgument) is true;
            var error = ToolErrorMapper.FromException(exception, arguments, isRepeatable);
            Report(error, exception);
            return Fail(call, error);
        }
    }

    private static CallToolResult Fail(ToolCall call, ToolError error)
    {
        call.Fail(error.Error, error.Details.Reason);
        return Readable(error.ToResult());
    }

    private static CallToolResult Readable(CallToolResult result)
    {
        foreach (var block in result.Content.OfType<TextContentBlock>())
        {
            block.Text = ReadableText.Of(block.Text);
        }

        return result;
    }

    private void Report(ToolError error, Exception exception)
    {
        switch (error.Error)
        {
            case "INTERNAL_ERROR" or "AUTHENTICATION_ERROR":
                Log.ToolFailed(logger, ProtocolTool.Name, error.Code, error.Details.Reason, exception);
                break;
            case "VALIDATION_ERROR":
                Log.ToolRefused(logger, ProtocolTool.Name, error.Code, error.Details.Reason);
                break;
            case var _ when error.Details.Status is { } status:
                Log.BackendFailed(logger, ProtocolTool.Name, error.Code, error.Details.Reason, status);
                break;
            default:
                // Messages of other exceptions may name more than the cause.
                var detail = exception is BackendException backend ? backend.Detail ?? backend.Message
                    : exception is HttpRequestException http ? HttpFailure.Describe(http)
                    : exception.GetType().Name;
                Log.BackendUnusable(logger, ProtocolTool.Name, error.Code, error.Details.Reason, detail);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Tool} failed: {Code}, {Reason}")]
        public static partial void ToolFailed(ILogger logger, string tool, string code, string? reason, Exception exception);

        [LoggerMessage(2, LogLevel.Information, "{Tool} refused: {Code}, {Reason}")]
        public static partial void ToolRefused(ILogger logger, string tool, string code, string? reason);

        [LoggerMessage(3, LogLevel.Warning, "{Tool} failed: {Code}, {Reason}, backend status {Status}")]
        public static partial void BackendFailed(ILogger logger, string tool, string code, string? reason, int status);

        [LoggerMessage(4, LogLevel.Warning, "{Tool} failed: {Code}, {Reason}, backend: {Detail}")]
        public static partial void BackendUnusable(ILogger logger, string tool, string code, string? reason, string detail);
    }
}
