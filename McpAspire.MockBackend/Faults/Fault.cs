namespace McpAspire.MockBackend.Faults;

/// <summary>What goes wrong with a request.</summary>
internal sealed record Fault(FaultKind Kind)
{
    /// <summary>How long the request waits before anything else.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The status of the answer; null for that of the work.</summary>
    public int? Status { get; init; }

    /// <summary>The <c>Retry-After</c> header of the answer.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Where a redirect leads; null for where it came from.</summary>
    public string? Location { get; init; }

    /// <summary>The length of a huge body, in bytes.</summary>
    public int Size { get; init; }

    /// <summary>The pause between two bytes of a slow body.</summary>
    public TimeSpan Interval { get; init; }
}
