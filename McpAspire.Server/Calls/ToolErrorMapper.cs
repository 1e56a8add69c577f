using System.Text.Json;
using McpAspire.Server.Backend;
using McpAspire.ServiceDefaults.Identity;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace McpAspire.Server.Calls;

/// <summary>The only code that decides what a caller learns about a failure. No text of an exception or of the backend passes.</summary>
internal static class ToolErrorMapper
{
    /// <summary>In seconds, one day: the maximum wait that is passed on. A backend may write any number.</summary>
    private const int MaxWait = 24 * 60 * 60;

    /// <param name="exception">The failure.</param>
    /// <param name="arguments">The arguments of the call; of those that the backend refuses, only names in here are passed on.</param>
    public static ToolError FromException(Exception exception, IDictionary<string, JsonElement>? arguments = null) => exception switch
    {
        ToolArgumentException { Error: var error } => ToolError.OfArguments([error]),
        BackendException backend => FromBackend(backend, arguments),
        // A code is a refusal that lasts until the set-up changes, except for those that are transient; without a code Entra was not
        // reached.
        AccessTokenException { Code: var code } => ToolError.Create(
            ToolErrorCode.Authentication,
            exception.Message,
            retryable: code is null or "AADSTS90033" or "AADSTS50196",
            new("unauthorized")),
        TimeoutRejectedException { Timeout: var limit } => ToolError.Create(
            ToolErrorCode.Timeout,
            FormattableString.Invariant($"Backend request timeout after {limit.TotalSeconds}s."),
            retryable: true,
            new("timeout")),
        OperationCanceledException => ToolError.Create(ToolErrorCode.Timeout, "Backend request timeout.", retryable: true, new("timeout")),
        BrokenCircuitException => Service(
            "The backend has failed repeatedly and is not called for the moment. Try again in a few seconds.",
            "circuit_open",
            retryable: true),
        ExecutionRejectedException => Busy(),
        HttpRequestException => Service("The backend cannot be reached. Try again later.", "unavailable", retryable: true),
        _ => ToolError.Create(ToolErrorCode.Internal, "The server failed. The trace id finds the reason in its log."),
    };

    private static ToolError FromBackend(
        BackendException exception, IDictionary<string, JsonElement>? arguments) => exception.Failure switch
        {
            BackendFailure.Status => FromStatus(exception, arguments),
            BackendFailure.TooLarge => Service("The backend's response is too large to be read.", "bad_response"),
            BackendFailure.ItemTooLarge => Service(
                "One item is larger than a result may be. To skip it in a list, raise skip by one.", "bad_response"),
            BackendFailure.Busy => Busy(),
            BackendFailure.Unreadable or _ => Service(
                "The backend's response could not be read. The trace id finds the reason in the server's log.", "bad_response"),
        };

    private static ToolError FromStatus(BackendException exception, IDictionary<string, JsonElement>? arguments)
    {
        var status = (int)exception.Status!.Value;
        var details = new ToolErrorDetails(Status: status, RetryAfterSeconds: SecondsOf(exception.RetryAfter));
        return status switch
        {
            400 or 422 => Refused(RefusedArguments.Of(exception.Refusals, arguments, exception.Known), details),
            401 => ToolError.Create(
                ToolErrorCode.Authentication,
                exception.HadNoToken
                    ? "The backend requires a token, and none is configured for this server."
                    : "The backend does not accept the server's token.",
                details: details with { Reason = "unauthorized" }),
            403 => Service("The server does not have permission to do this on the backend.", "forbidden", details: details),
            404 => Service(NotFound(exception), "not_found", details: details),
            409 or 412 => Service(
                "Conflict with the backend's data. If an idempotency_key was used for another ticket, choose a new one.",
                "conflict",
                details: details),
            429 => Service("The backend receives too many requests. Try again later.", "rate_limited", retryable: true, details),
            408 or >= 500 => Service($"The backend answered {status}. Try again later.", "unavailable", retryable: true, details),
            _ => Service($"The backend answered {status}.", "bad_response", details: details),
        };
    }

    private static int? SecondsOf(TimeSpan? wait) => wait is { } time ? (int)Math.Ceiling(Math.Clamp(time.TotalSeconds, 0, MaxWait)) : null;

    private static string NotFound(BackendException exception)
    {
        var known = exception.Known.Count > 0 ? $" There are {string.Join(", ", exception.Known)}." : string.Empty;
        return exception.Subject is { } subject ? $"Not found: no {subject}.{known}" : "Not found: the backend does not have it.";
    }

    private static ToolError Refused(IReadOnlyList<ArgumentError> errors, ToolErrorDetails details) => errors.Count == 0
        ? ToolError.Create(ToolErrorCode.Validation, "Validation failed: the backend refuses these arguments.", details: details)
        : ToolError.OfArguments(errors, details);

    private static ToolError Busy() => Service(
        "Too many calls of the backend are in flight. Try again later.", "rate_limited", retryable: true);

    private static ToolError Service(string message, string reason, bool retryable = false, ToolErrorDetails? details = null) =>
        ToolError.Create(ToolErrorCode.Service, message, retryable, (details ?? new()) with { Reason = reason });
}
