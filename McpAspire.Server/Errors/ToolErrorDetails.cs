namespace McpAspire.Server.Errors;

/// <summary>What a program can act on.</summary>
/// <param name="Reason">One of not_found, forbidden, unauthorized, conflict, rate_limited, unavailable, bad_response, circuit_open, timeout.</param>
/// <param name="Status">The backend's HTTP status, if it answered.</param>
/// <param name="RetryAfterSeconds">How long the backend asks to wait, in seconds; 0 to 86400.</param>
/// <param name="TraceId">The W3C trace id of the call, 32 hex digits.</param>
/// <param name="Errors">The arguments that break a rule; only for validation errors.</param>
internal sealed record ToolErrorDetails(string? Reason = null, int? Status = null, int? RetryAfterSeconds = null, string? TraceId = null, IReadOnlyList<ArgumentError>? Errors = null);
