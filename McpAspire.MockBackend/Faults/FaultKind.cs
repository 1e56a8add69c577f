namespace McpAspire.MockBackend.Faults;

/// <summary>What goes wrong.</summary>
internal enum FaultKind
{
    /// <summary>Nothing but the delay.</summary>
    Delay,

    /// <summary>A problem of another status, without the work.</summary>
    Status,

    /// <summary>A redirect, without the work.</summary>
    Redirect,

    /// <summary>No answer, until the caller or the process goes.</summary>
    Hang,

    /// <summary>The connection is reset instead of the work.</summary>
    DropBefore,

    /// <summary>The connection is reset after the work, without an answer.</summary>
    DropAfter,

    /// <summary>The connection is reset in the middle of the answer's body.</summary>
    DropBody,

    /// <summary>The first half of the answer's body, as if it were all.</summary>
    TruncatedBody,

    /// <summary>Bytes that are no JSON, said to be JSON.</summary>
    GarbageBody,

    /// <summary>A page of HTML, as a proxy in between would answer.</summary>
    HtmlBody,

    /// <summary>A JSON object of any size, streamed.</summary>
    HugeBody,

    /// <summary>The answer's body, byte by byte.</summary>
    SlowBody,
}
