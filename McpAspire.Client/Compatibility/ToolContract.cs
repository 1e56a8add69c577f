using System.Text.Json;

namespace McpAspire.Client.Compatibility;

/// <summary>What is agreed about one tool. What is <see langword="null"/> is not agreed.</summary>
internal sealed record ToolContract
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public ToolHints? Annotations { get; init; }

    public required JsonElement InputSchema { get; init; }

    public JsonElement? OutputSchema { get; init; }

    /// <summary>The error codes that a call may end with, sorted.</summary>
    public IReadOnlyList<string>? Errors { get; init; }

    public ToolLimits? Limits { get; init; }
}
