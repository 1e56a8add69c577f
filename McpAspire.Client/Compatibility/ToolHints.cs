namespace McpAspire.Client.Compatibility;

/// <summary>A tool's behavior hints, as the server declares them.</summary>
internal sealed record ToolHints
{
    public string? Title { get; init; }

    public bool? ReadOnlyHint { get; init; }

    public bool? DestructiveHint { get; init; }

    public bool? IdempotentHint { get; init; }

    public bool? OpenWorldHint { get; init; }
}
