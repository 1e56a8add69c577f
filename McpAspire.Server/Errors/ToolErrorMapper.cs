using System.Net;
using McpAspire.Server.Backend;
using McpAspire.ServiceDefaults.Identity;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace McpAspire.Server.Errors;

/// <summary>Decides what the caller is told about a failure; the only code that does. No text of an exception or of the backend passes.</summary>
internal static class ToolErrorMapper
{
    public static ToolError FromException(Exception exception, TimeSpan attemptTimeout) => exception switch
    {
        BackendException { Status: { } status } answered => FromStatus(status, answered.RetryAfter),
        BackendException => Service("The backend's answer could not be read.", "bad_response", retryable: true),
        AccessTokenException => ToolError.Create(ToolErrorCode.Authentication, exception.Message, retryable: true, new("unauthorized")),
        TimeoutRejectedException or OperationCanceledException => ToolError.Create(ToolErrorCode.Timeout,
            FormattableString.Invariant($"Backend request timeout after {attemptTimeout.TotalSeconds}s."), retryable: true, new("timeout")),
        BrokenCircuitException => Service("The backend has failed repeatedly and is not called for the moment.", "circuit_open", retryable: true),
        ExecutionRejectedException => Service("The server calls the backend too often at once.", "rate_limited", retryable: true),
        HttpRequestException => Service("The backend cannot be reached.", "unavailable", retryable: true),
        _ => ToolError.Create(ToolErrorCode.Internal, "The server failed. The trace id finds the reason in its log."),
    };

    private static ToolError FromStatus(HttpStatusCode status, TimeSpan? retryAfter)
    {
        var details = new ToolErrorDetails(Status: (int)status, RetryAfterSeconds: retryAfter is { } wait ? (int)Math.Ceiling(Math.Max(0, wait.TotalSeconds)) : null);
        return (int)status switch
        {
            400 or 422 => ToolError.Create(ToolErrorCode.Validation, "Validation failed: the backend refuses these arguments.", details: details),
            401 => ToolError.Create(ToolErrorCode.Authentication, "The backend does not accept the server's token.", details: details with { Reason = "unauthorized" }),
            403 => Service("The server may not do this on the backend.", "forbidden", details: details),
            404 => Service("The backend does not have it.", "not_found", details: details),
            409 or 412 => Service("It conflicts with what the backend has.", "conflict", details: details),
            429 => Service("The backend is asked too often.", "rate_limited", retryable: true, details),
            >= 500 => Service($"The backend answered {(int)status}.", "unavailable", retryable: true, details),
            _ => Service($"The backend answered {(int)status}.", "bad_response", details: details),
        };
    }

    private static ToolError Service(string message, string reason, bool retryable = false, ToolErrorDetails? details = null) =>
        ToolError.Create(ToolErrorCode.Service, message, retryable, (details ?? new()) with { Reason = reason });
}
