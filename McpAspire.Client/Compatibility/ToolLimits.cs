namespace McpAspire.Client.Compatibility;

/// <summary>A tool's limits: guarantees of a server, or the maximums that a client supports.</summary>
internal sealed record ToolLimits
{
    /// <summary>Maximum duration of a call in seconds.</summary>
    public double? DeadlineSeconds { get; init; }

    /// <summary>Maximum size of a result in bytes.</summary>
    public long? ResultBytes { get; init; }
}
