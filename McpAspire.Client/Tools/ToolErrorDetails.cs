namespace McpAspire.Client.Tools;

/// <summary>Details that a program can act on.</summary>
/// <param name="Reason">The detailed cause, e.g. not_found.</param>
/// <param name="Status">The backend's HTTP status, if there was a response.</param>
/// <param name="RetryAfterSeconds">The wait that the backend requests, in seconds.</param>
/// <param name="TraceId">The W3C trace id of the call.</param>
/// <param name="Errors">The violations; only for validation errors.</param>
internal sealed record ToolErrorDetails(
    string? Reason = null,
    int? Status = null,
    int? RetryAfterSeconds = null,
    string? TraceId = null,
    IReadOnlyList<ArgumentError>? Errors = null);
