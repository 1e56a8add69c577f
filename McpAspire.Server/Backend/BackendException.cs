using System.Net;

namespace McpAspire.Server.Backend;

/// <summary>The backend answered, and said no; or its answer could not be used. Carries no text of the answer's body but the names in <see cref="Refusals"/>.</summary>
internal sealed class BackendException : Exception
{
    private BackendException(BackendFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    public BackendFailure Failure { get; }

    /// <summary>The status of the answer; <see langword="null"/> unless <see cref="Failure"/> is <see cref="BackendFailure.Status"/>.</summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>How long the backend asks to wait, if it does.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The fields that the backend refuses, with the rule that each breaks. Not to be passed on as they are: a backend may write anything.</summary>
    public IReadOnlyList<(string Field, string? Rule)> Refusals { get; private init; } = [];

    public static BackendException Answered(HttpStatusCode status, TimeSpan? retryAfter = null, IReadOnlyList<(string Field, string? Rule)>? refusals = null) =>
        new(BackendFailure.Status, $"The backend answered {(int)status}.") { Status = status, RetryAfter = retryAfter, Refusals = refusals ?? [] };

    public static BackendException Unreadable(Exception? inner = null) => new(BackendFailure.Unreadable, "The backend's answer is not what its contract promises.", inner);

    public static BackendException TooLarge(int limit) => new(BackendFailure.TooLarge, $"The backend's answer has more than {limit} bytes.");

    public static BackendException ItemTooLarge() => new(BackendFailure.ItemTooLarge, "One item of the backend's answer is larger than an answer of a tool may be.");

    public static BackendException Busy() => new(BackendFailure.Busy, "Too many calls of the backend are under way.");
}
