using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Errors;

/// <summary>A failure of the backend, and the expected outcome.</summary>
/// <param name="Name">The backend …</param>
/// <param name="Answer">The behavior.</param>
/// <param name="Error">The first name of the error that the caller receives.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Status">The status in the error.</param>
/// <param name="Retryable">Whether the error is retryable.</param>
internal sealed record FailureRow(
    string Name, Func<HttpContext, ManualTime, Task> Answer, string Error, string? Reason, int? Status = null, bool Retryable = false)
{
    /// <summary>An address without a backend.</summary>
    public Uri? Nowhere { get; init; }

    /// <summary>
    /// Number of attempts of a repeatable call: a read by GET, or create_ticket with a key. A read by POST is never repeated.
    /// </summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The reason in the metric of retries.</summary>
    public string? RepeatedFor { get; init; }

    /// <summary>Number of requests of query_data: one, or more with fewer rows if the response was too large.</summary>
    public int QueryAttempts { get; init; } = 1;

    public int? RetryAfterSeconds { get; init; }

    /// <summary>Duration of a repeatable call in seconds; if missing, at most the deadline.</summary>
    public int? Seconds { get; init; }
}
