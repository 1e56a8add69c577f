using System.Net;

namespace McpAspire.Server.Backend;

/// <summary>
/// The backend refused a request, or its response cannot be used. Of the body it has only the names in <see cref="Refusals"/>.
/// </summary>
internal sealed class BackendException : Exception
{
    private BackendException(BackendFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    public BackendFailure Failure { get; }

    /// <summary>
    /// The status of the answer; <see langword="null"/> unless <see cref="Failure"/> is <see cref="BackendFailure.Status"/>.
    /// </summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>How long the backend asks to wait, if it does.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>
    /// The fields that the backend refuses, with the rule that each breaks. Not to be passed on as they are: a backend may write
    /// anything.
    /// </summary>
    public IReadOnlyList<(string Field, string? Rule)> Refusals { get; private init; } = [];

    /// <summary>What was requested, in words for the caller, e.g. <c>user with id '1'</c>.</summary>
    public string? Subject { get; private init; }

    /// <summary>Names that exist where the request named one that does not: datasets, or columns of the dataset.</summary>
    public IReadOnlyList<string> Known { get; private init; } = [];

    /// <summary>Whether the request carried no token, because none is configured.</summary>
    public bool HadNoToken { get; private init; }

    /// <summary>For the log: what was wrong with the response. Never a value of it.</summary>
    public string? Detail { get; private init; }

    public static BackendException Answered(
        HttpStatusCode status,
        TimeSpan? retryAfter = null,
        IReadOnlyList<(string Field, string? Rule)>? refusals = null,
        string? subject = null,
        bool hadNoToken = false)
    {
        return new(BackendFailure.Status, $"The backend answered {(int)status}.")
        {
            Status = status,
            RetryAfter = retryAfter,
            Refusals = refusals ?? [],
            Subject = subject,
            HadNoToken = hadNoToken,
        };
    }

    /// <param name="detail">What was expected, and where.</param>
    /// <param name="inner">The failure to read the response.</param>
    public static BackendException Unreadable(string? detail = null, Exception? inner = null) =>
        new(BackendFailure.Unreadable, "The backend's response is not what its contract promises.", inner) { Detail = detail };

    /// <summary>The same failure with the names that exist.</summary>
    public BackendException Knowing(IReadOnlyList<string> names) =>
        new(Failure, Message, this) { Status = Status, RetryAfter = RetryAfter, Refusals = Refusals, Subject = Subject, Known = names };

    public static BackendException TooLarge(int limit) =>
        new(BackendFailure.TooLarge, $"The backend's response has more than {limit} bytes.");

    public static BackendException ItemTooLarge() =>
        new(BackendFailure.ItemTooLarge, "One item of the backend's response is larger than a result may be.");

    public static BackendException Busy() => new(BackendFailure.Busy, "Too many calls of the backend are in flight.");
}
