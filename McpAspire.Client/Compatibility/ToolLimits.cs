namespace McpAspire.Client.Compatibility;

/// <summary>A tool's limits. A server promises them; for a client they are the most it copes with.</summary>
internal sealed record ToolLimits
{
    /// <summary>How long a call takes at most, in seconds.</summary>
    public double? DeadlineSeconds { get; init; }

    /// <summary>How large a result is at most, in bytes.</summary>
    public long? ResultBytes { get; init; }
}
