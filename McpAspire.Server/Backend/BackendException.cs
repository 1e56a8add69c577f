using System.Net;

namespace McpAspire.Server.Backend;

/// <summary>The backend answered, and said no; or its answer could not be used. Carries nothing of the answer's body.</summary>
internal sealed class BackendException : Exception
{
    public BackendException(HttpStatusCode status, TimeSpan? retryAfter = null)
        : base($"The backend answered {(int)status}.") => (Status, RetryAfter) = (status, retryAfter);

    private BackendException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>The status of the answer; <see langword="null"/> if the answer was a success that could not be read.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>How long the backend asks to wait, if it does.</summary>
    public TimeSpan? RetryAfter { get; }

    public static BackendException Unreadable(Exception? inner = null) => new("The backend's answer is not what its contract promises.", inner);
}
