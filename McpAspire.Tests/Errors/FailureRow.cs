using McpAspire.Tests.Unit.ServiceDefaults;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Errors;

/// <summary>One way in which a backend fails, and what becomes of it.</summary>
/// <param name="Name">The backend …</param>
/// <param name="Answer">What it does.</param>
/// <param name="Error">The error that the caller sees, by its first name.</param>
/// <param name="Reason">Its reason.</param>
/// <param name="Status">The status that the caller is told of.</param>
/// <param name="Retryable">Whether the caller is told that the same call may succeed later.</param>
internal sealed record FailureRow(string Name, Func<HttpContext, ManualTime, Task> Answer, string Error, string? Reason, int? Status = null, bool Retryable = false)
{
    /// <summary>An address where no backend is.</summary>
    public Uri? Nowhere { get; init; }

    /// <summary>How often the backend is asked by a call that may be repeated: a read by GET, and create_ticket, which has its key. A read by POST is never repeated.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The reason under which the repetitions are counted.</summary>
    public string? RepeatedFor { get; init; }

    /// <summary>How often query_data asks the backend: once, or with fewer rows when there were too many bytes.</summary>
    public int QueryAttempts { get; init; } = 1;

    public int? RetryAfterSeconds { get; init; }

    /// <summary>How many seconds a call that may be repeated takes by the clock; if not given, only that it is over by the deadline.</summary>
    public int? Seconds { get; init; }
}
