using System.Text.Json;
using McpAspire.Server.Backend;
using McpAspire.ServiceDefaults.Identity;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace McpAspire.Server.Calls;

/// <summary>Decides what a caller learns about a failure. Passes on no text of an exception or of the backend.</summary>
internal static class ToolErrorMapper
{
    /// <summary>Maximum wait that is passed on, in seconds: one day. A backend may send any number.</summary>
    private const int MaxWait = 24 * 60 * 60;

    /// <param name="exception">The failure.</param>
    /// <param name="arguments">The arguments of the call; only their names are passed on as rejected fields.</param>
    /// <param name="isRepeatable">Whether the call can be repeated without a second effect.</param>
    public static ToolError FromException(
        Exception exception, IDictionary<string, JsonElement>? arguments = null, bool isRepeatable = true)
    {
        var error = Map(exception, arguments);
        var mayHaveChanged = error.Details is { Reason: "timeout" or "unavailable" } or { Reason: "bad_response", Status: null };
        return !isRepeatable && mayHaveChanged
            ? error with { Message = $"{error.Message} The change may have been made: check before you repeat the call." }
            : error;
    }

    private static ToolError Map(Exception exception, IDictionary<string, JsonElement>? arguments) => exception switch
    {
        ToolArgumentException { Error: var error } => ToolError.OfArguments([error]),
        BackendException backend => FromBackend(backend, arguments),
        UserTokenException { Code: "AADSTS65001" } => NoUserToken(
            "Consent is missing: this server may not call the API on behalf of the user (AADSTS65001). Ask an administrator to grant it."),
        UserTokenException { Code: "AADSTS50057" } => NoUserToken(
            "The user's account is disabled (AADSTS50057). Ask an administrator to enable it."),
        UserTokenException { Code: "AADSTS50105" } => NoUserToken(
            "The user is not assigned to the API (AADSTS50105). Ask an administrator to assign them."),
        UserTokenException { Code: "AADSTS53003" } => NoUserToken(
            "A Conditional Access policy blocks the user's access to the API (AADSTS53003). Ask an administrator."),
        // A rejected token was renewed during the call, when no challenge can be sent any more.
        UserTokenException { Remedy: UserTokenRemedy.StepUp or UserTokenRemedy.SignIn, Code: var code } => NoUserToken(
            $"The API requires the user to sign in again ({code}). Repeat the call."),
        AccessTokenException token => ToolError.Create(
            ToolErrorCode.Authentication, token.Message, token.IsTransient, new("unauthorized")),
        TimeoutRejectedException { Timeout: var limit } => ToolError.Create(
            ToolErrorCode.Timeout,
            FormattableString.Invariant($"Backend request timeout after {limit.TotalSeconds}s."),
            retryable: true,
            new("timeout")),
        OperationCanceledException => ToolError.Create(ToolErrorCode.Timeout, "Backend request timeout.", retryable: true, new("timeout")),
        BrokenCircuitException => Service(
            "The backend has failed repeatedly; calls are suspended. Try again in a few seconds.",
            "circuit_open",
            retryable: true),
        ExecutionRejectedException => Busy(),
        HttpRequestException => Service("The backend cannot be reached. Try again later.", "unavailable", retryable: true),
        _ => ToolError.Create(ToolErrorCode.Internal, "Internal error of the server. Give its operator the trace_id in details."),
    };

    private static ToolError NoUserToken(string message) =>
        ToolError.Create(ToolErrorCode.Authentication, message, details: new("unauthorized"));

    private static ToolError FromBackend(
        BackendException exception, IDictionary<string, JsonElement>? arguments) => exception.Failure switch
        {
            BackendFailure.Status => FromStatus(exception, arguments),
            BackendFailure.TooLarge => Service(
                "The backend's response exceeds the size limit. Request fewer items, or narrow the call.", "bad_response"),
            BackendFailure.ItemTooLarge => Service(
                "One item exceeds the size limit of a result. To skip it in a list, increase skip by 1.", "bad_response"),
            BackendFailure.ResultTooLarge => Service(
                exception.Known.Count > 0
                    ? $"The result exceeds the size limit. Narrow it with {string.Join(", ", exception.Known)}."
                    : "The result exceeds the size limit, and the operation has no argument that narrows it.",
                "bad_response"),
            BackendFailure.Busy => Busy(),
            BackendFailure.Unreadable or _ => Service(
                "The backend's response could not be read. Give the server's operator the trace_id in details.",
                "bad_response"),
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
                exception.WasOfUser ? "The backend does not accept the user's token."
                    : exception.HadNoToken ? "The backend requires a token, and none is configured for this server."
                    : "The backend does not accept the server's token.",
                details: details with { Reason = "unauthorized" }),
            403 => Service(
                exception.WasOfUser
                    ? "The user does not have permission for this operation on the backend."
                    : "The server does not have permission for this operation on the backend.",
                "forbidden",
                details: details),
            404 => Service(NotFound(exception), "not_found", details: details),
            409 or 412 => Service(
                "The request conflicts with the backend's current data. Read the data, then change the request; "
                    + "if it has an idempotency_key, choose a new one.",
                "conflict",
                details: details),
            301 or 302 or 303 or 307 or 308 => Service(
                $"The backend redirects to another address (status {status}), which is never followed. The server's operator must correct "
                    + "the address of the backend.",
                "bad_response",
                details: details),
            429 => Service("The backend receives too many requests. Try again later.", "rate_limited", retryable: true, details),
            408 or >= 500 => Service($"The backend returned status {status}. Try again later.", "unavailable", retryable: true, details),
            _ => Service($"The backend returned status {status}.", "bad_response", details: details),
        };
    }

    private static int? SecondsOf(TimeSpan? wait) => wait is { } time ? (int)Math.Ceiling(Math.Clamp(time.TotalSeconds, 0, MaxWait)) : null;

    private static string NotFound(BackendException exception)
    {
        var known = exception.Known.Count > 0 ? $" Available: {string.Join(", ", exception.Known)}." : string.Empty;
        return exception.Subject is { } subject ? $"Not found: no {subject}.{known}" : "Not found in the backend.";
    }

    private static ToolError Refused(IReadOnlyList<ArgumentError> errors, ToolErrorDetails details) => errors.Count == 0
        ? ToolError.Create(ToolErrorCode.Validation, "Validation failed: the backend rejected these arguments.", details: details)
        : ToolError.OfArguments(errors, details);

    private static ToolError Busy() => Service(
        "Too many calls to the backend are in flight. Try again later.", "rate_limited", retryable: true);

    private static ToolError Service(string message, string reason, bool retryable = false, ToolErrorDetails? details = null) =>
        ToolError.Create(ToolErrorCode.Service, message, retryable, (details ?? new()) with { Reason = reason });
}
