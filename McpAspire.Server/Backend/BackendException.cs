using System.Net;
using System.Text.Json;

namespace McpAspire.Server.Backend;

/// <summary>
/// The backend refused a request, or its response cannot be used. Contains only the names in <see cref="Refusals"/> of the body.
/// </summary>
internal sealed class BackendException : Exception
{
    private const int MaxNarrowing = 10;

    private BackendException(BackendFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    public BackendFailure Failure { get; }

    /// <summary>
    /// The status of the response; <see langword="null"/> unless <see cref="Failure"/> is <see cref="BackendFailure.Status"/>.
    /// </summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>The wait that the backend requests, if any.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The rejected fields, each with the violated rule. Untrusted text: not to be passed on unchecked.</summary>
    public IReadOnlyList<(string Field, string? Rule)> Refusals { get; private init; } = [];

    /// <summary>The requested item in words for the caller, e.g. <c>user with id '1'</c>.</summary>
    public string? Subject { get; private init; }

    /// <summary>The available names if the requested one does not exist: datasets, or columns of the dataset.</summary>
    public IReadOnlyList<string> Known { get; private init; } = [];

    /// <summary>Whether the request carried no token, because none is configured.</summary>
    public bool HadNoToken { get; private init; }

    /// <summary>Whether the request was one of the user, not of the server.</summary>
    public bool WasOfUser { get; private init; }

    /// <summary>For the log: the error in the response. Never a value of it.</summary>
    public string? Detail { get; private init; }

    public static BackendException Answered(
        HttpStatusCode status,
        TimeSpan? retryAfter = null,
        IReadOnlyList<(string Field, string? Rule)>? refusals = null,
        string? subject = null,
        bool hadNoToken = false,
        bool wasOfUser = false)
    {
        return new(BackendFailure.Status, $"The backend returned status {(int)status}.")
        {
            Status = status,
            RetryAfter = retryAfter,
            Refusals = refusals ?? [],
            Subject = subject,
            HadNoToken = hadNoToken,
            WasOfUser = wasOfUser,
        };
    }

    /// <param name="detail">The expected content and its path.</param>
    /// <param name="inner">
    /// The failure to read the response. The message of the JSON reader quotes the response, that of the serializer does not.
    /// </param>
    public static BackendException Unreadable(string? detail = null, Exception? inner = null) =>
        new(BackendFailure.Unreadable, "The backend's response violates its contract.", inner)
        {
            Detail = inner switch
            {
                JsonException { Path: not null, InnerException: not JsonException } => $"{detail}: {inner.Message}",
                JsonException { LineNumber: { } line, BytePositionInLine: { } position } =>
                    FormattableString.Invariant($"{detail}: invalid at line {line}, byte {position}"),
                _ => detail,
            },
        };

    /// <summary>Copies this failure and adds the available names.</summary>
    public BackendException Knowing(IReadOnlyList<string> names) =>
        new(Failure, Message, this) { Status = Status, RetryAfter = RetryAfter, Refusals = Refusals, Subject = Subject, Known = names };

    public static BackendException TooLarge(int limit) =>
        new(BackendFailure.TooLarge, $"The backend's response has more than {limit} bytes.");

    public static BackendException ItemTooLarge() =>
        new(BackendFailure.ItemTooLarge, "One item of the backend's response exceeds the size limit of a result.");

    /// <param name="narrowing">The arguments that can make the result smaller.</param>
    public static BackendException ResultTooLarge(IEnumerable<string> narrowing) =>
        new(BackendFailure.ResultTooLarge, "The response exceeds the size limit of a result.")
        {
            Known = [.. narrowing.Take(MaxNarrowing)],
        };

    public static BackendException Busy() => new(BackendFailure.Busy, "Too many calls to the backend are in flight.");
}
