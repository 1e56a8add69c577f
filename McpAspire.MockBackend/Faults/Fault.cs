namespace McpAspire.MockBackend.Faults;

/// <summary>A fault of one request.</summary>
internal sealed record Fault(FaultKind Kind)
{
    /// <summary>The delay before anything else.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The status of the response; null for that of the API.</summary>
    public int? Status { get; init; }

    /// <summary>The <c>Retry-After</c> header of the response.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The target of a redirect; null for the address of the request.</summary>
    public string? Location { get; init; }

    /// <summary>The length of a huge body, in bytes.</summary>
    public int Size { get; init; }

    /// <summary>The delay between two bytes of a slow body.</summary>
    public TimeSpan Interval { get; init; }
}

internal enum FaultKind
{
    /// <summary>Only the delay.</summary>
    Delay,

    /// <summary>A problem with another status; the API is not called.</summary>
    Status,

    /// <summary>A redirect; the API is not called.</summary>
    Redirect,

    /// <summary>No response until the caller disconnects or the process stops.</summary>
    Hang,

    /// <summary>Resets the connection; the API is not called.</summary>
    DropBefore,

    /// <summary>Resets the connection after the API was called.</summary>
    DropAfter,

    /// <summary>Resets the connection in the middle of the response body.</summary>
    DropBody,

    /// <summary>The first half of the response body, with a matching length.</summary>
    TruncatedBody,

    /// <summary>Bytes that are not JSON, as JSON.</summary>
    GarbageBody,

    /// <summary>An HTML page, like that of a proxy.</summary>
    HtmlBody,

    /// <summary>A streamed JSON object of any size.</summary>
    HugeBody,

    /// <summary>The response body, byte by byte.</summary>
    SlowBody,
}
