using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Calls;

/// <summary>The result of a failed call: one JSON text, with messages of this server only.</summary>
internal sealed record ToolError(string Error, string Code, string Message, bool Retryable, ToolErrorDetails Details)
{
    /// <summary>The first names of all codes, in alphabetical order.</summary>
    public static IEnumerable<string> Codes =>
        Enum.GetValues<ToolErrorCode>().Select(static code => Names(code).Error).Order(StringComparer.Ordinal);

    public static ToolError Create(ToolErrorCode code, string message, bool retryable = false, ToolErrorDetails? details = null)
    {
        var (error, second) = Names(code);
        return new(error, second, message, retryable, (details ?? new()) with { TraceId = Activity.Current?.TraceId.ToHexString() });
    }

    /// <summary>The arguments violate rules of the tool or of the backend.</summary>
    public static ToolError OfArguments(IReadOnlyList<ArgumentError> errors, ToolErrorDetails? details = null) =>
        Create(ToolErrorCode.Validation, ArgumentError.Describe(errors), details: (details ?? new()) with { Errors = errors });

    /// <summary>Converts the error to a result. It has no structured content, because the output schema describes a success.</summary>
    public CallToolResult ToResult() => new()
    {
        IsError = true,
        Content = [new TextContentBlock { Text = JsonSerializer.Serialize(this, ToolErrorJsonContext.Readable.ToolError) }],
    };

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

/// <summary>Details that a program can act on.</summary>
/// <param name="Reason">
/// One of not_found, forbidden, unauthorized, conflict, rate_limited, unavailable, bad_response, circuit_open, timeout.
/// </param>
/// <param name="Status">The backend's HTTP status, if there was a response.</param>
/// <param name="RetryAfterSeconds">The wait that the backend requests, in seconds; 0 to 86400.</param>
/// <param name="TraceId">The W3C trace id of the call, 32 hex digits.</param>
/// <param name="Errors">The violations; only for validation errors.</param>
internal sealed record ToolErrorDetails(
    string? Reason = null,
    int? Status = null,
    int? RetryAfterSeconds = null,
    string? TraceId = null,
    IReadOnlyList<ArgumentError>? Errors = null);

/// <summary>The JSON of tool errors.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ToolError))]
internal sealed partial class ToolErrorJsonContext : JsonSerializerContext
{
    /// <summary>Does not escape characters, because models read the text.</summary>
    public static ToolErrorJsonContext Readable => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
