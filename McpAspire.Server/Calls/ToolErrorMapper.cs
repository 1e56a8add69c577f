using System.Text.Json;
using McpAspire.Server.Backend;
using McpAspire.ServiceDefaults.Identity;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace McpAspire.Server.Calls;

/// <summary>Decides what the caller is told about a failure; the only code that does. No text of an exception or of the backend passes.</summary>
internal static class ToolErrorMapper
{
    /// <summary>The longest wait that is passed on, in seconds: one day. A backend may write any number.</summary>
    private const int LongestWait = 24 * 60 * 60;

    /// <param name="exception">The failure.</param>
    /// <param name="arguments">What the caller sent; of what the backend refuses, only names that are in here are passed on.</param>
    public static ToolError FromException(Exception exception, IDictionary<string, JsonElement>? arguments = null) => exception switch
    {
        BackendException backend => FromBackend(backend, arguments),
        // A code is a refusal, which lasts until somebody changes the set-up, but for those that say so; without one, Entra was not reached.
        AccessTokenException { Code: var code } => ToolError.Create(ToolErrorCode.Authentication, exception.Message, retryable: code is null or "AADSTS90033" or "AADSTS50196", new("unauthorized")),
        TimeoutRejectedException { Timeout: var limit } => ToolError.Create(ToolErrorCode.Timeout,
            FormattableString.Invariant($"Backend request timeout after {limit.TotalSeconds}s."), retryable: true, new("timeout")),
        OperationCanceledException => ToolError.Create(ToolErrorCode.Timeout, "Backend request timeout.", retryable: true, new("timeout")),
        BrokenCircuitException => Service("The backend has failed repeatedly and is not called for the moment.", "circuit_open", retryable: true),
        ExecutionRejectedException => Busy(),
        HttpRequestException => Service("The backend cannot be reached.", "unavailable", retryable: true),
        _ => ToolError.Create(ToolErrorCode.Internal, "The server failed. The trace id finds the reason in its log."),
    };

    private static ToolError FromBackend(BackendException exception, IDictionary<string, JsonElement>? arguments) => exception.Failure switch
    {
        BackendFailure.Status => FromStatus(exception, arguments),
        BackendFailure.TooLarge => Service("The backend's answer is too large to be read.", "bad_response"),
        BackendFailure.ItemTooLarge => Service("One item is larger than an answer may be. A list goes on with the next item: raise skip by one.", "bad_response"),
        BackendFailure.Busy => Busy(),
        BackendFailure.Unreadable or _ => Service("The backend's answer could not be read.", "bad_response"),
    };

    private static ToolError FromStatus(BackendException exception, IDictionary<string, JsonElement>? arguments)
    {
        var status = (int)exception.Status!.Value;
        var details = new ToolErrorDetails(Status: status, RetryAfterSeconds: exception.RetryAfter is { } wait ? (int)Math.Ceiling(Math.Clamp(wait.TotalSeconds, 0, LongestWait)) : null);
        return status switch
        {
            400 or 422 => Refused(RefusedArguments.Of(exception.Refusals, arguments), details),
            401 => ToolError.Create(ToolErrorCode.Authentication, "The backend does not accept the server's token.", details: details with { Reason = "unauthorized" }),
            403 => Service("The server may not do this on the backend.", "forbidden", details: details),
            404 => Service("The backend does not have it.", "not_found", details: details),
            409 or 412 => Service("It conflicts with what the backend has.", "conflict", details: details),
            429 => Service("The backend is asked too often.", "rate_limited", retryable: true, details),
            408 or >= 500 => Service($"The backend answered {status}.", "unavailable", retryable: true, details),
            _ => Service($"The backend answered {status}.", "bad_response", details: details),
        };
    }

    private static ToolError Refused(IReadOnlyList<ArgumentError> errors, ToolErrorDetails details) => errors.Count == 0
        ? ToolError.Create(ToolErrorCode.Validation, "Validation failed: the backend refuses these arguments.", details: details)
        : ToolError.Create(ToolErrorCode.Validation, ArgumentError.Describe(errors), details: details with { Errors = errors });

    private static ToolError Busy() => Service("The server calls the backend too often at once.", "rate_limited", retryable: true);

    private static ToolError Service(string message, string reason, bool retryable = false, ToolErrorDetails? details = null) =>
        ToolError.Create(ToolErrorCode.Service, message, retryable, (details ?? new()) with { Reason = reason });
}
