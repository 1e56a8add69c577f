using System.Diagnostics;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Errors;

/// <summary>What the caller of a tool is told when the call fails: one JSON text, in words of ours only.</summary>
internal sealed record ToolError(string Error, string Code, string Message, bool Retryable, ToolErrorDetails Details)
{
    private const string Item = "McpAspire.ToolError";

    /// <summary>All there are, by the first of their names, in alphabetical order.</summary>
    public static IEnumerable<string> Codes => Enum.GetValues<ToolErrorCode>().Select(static code => Names(code).Error).Order(StringComparer.Ordinal);

    public static ToolError Create(ToolErrorCode code, string message, bool retryable = false, ToolErrorDetails? details = null)
    {
        var (error, second) = Names(code);
        return new(error, second, message, retryable, (details ?? new()) with { TraceId = Activity.Current?.TraceId.ToHexString() });
    }

    /// <returns>The error with which the call of <paramref name="context"/> ended, if it did.</returns>
    public static ToolError? Of(MessageContext context) => context.Items.TryGetValue(Item, out var error) ? (ToolError?)error : null;

    /// <summary>Ends the call of <paramref name="context"/> with this error. Structured content stays empty: the tool's output schema promises the shape of a success.</summary>
    public CallToolResult ToResult(MessageContext context)
    {
        context.Items[Item] = this;
        return new()
        {
            IsError = true,
            Content = [new TextContentBlock { Text = JsonSerializer.Serialize(this, ToolErrorJsonContext.Default.ToolError) }],
        };
    }

    private static (string Error, string Code) Names(ToolErrorCode code) => code switch
    {
        ToolErrorCode.Validation => ("VALIDATION_ERROR", "INVALID_INPUT"),
        ToolErrorCode.Service => ("SERVICE_ERROR", "BACKEND_ERROR"),
        ToolErrorCode.Authentication => ("AUTHENTICATION_ERROR", "AUTHENTICATION_ERROR"),
        ToolErrorCode.Timeout => ("TIMEOUT_ERROR", "TIMEOUT"),
        ToolErrorCode.Internal => ("INTERNAL_ERROR", "INTERNAL_ERROR"),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };
}
