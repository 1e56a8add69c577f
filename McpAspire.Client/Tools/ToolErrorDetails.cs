namespace McpAspire.Client.Tools;

/// <summary>What a program can act on.</summary>
/// <param name="Reason">The finer cause, e.g. not_found.</param>
/// <param name="Status">The backend's HTTP status, if it answered.</param>
/// <param name="RetryAfterSeconds">How long the backend asks to wait, in seconds.</param>
/// <param name="TraceId">The W3C trace id of the call.</param>
/// <param name="Errors">The arguments that break a rule; only for validation errors.</param>
internal sealed record ToolErrorDetails(
    string? Reason = null,
    int? Status = null,
    int? RetryAfterSeconds = null,
    string? TraceId = null,
    IReadOnlyList<ArgumentError>? Errors = null);
