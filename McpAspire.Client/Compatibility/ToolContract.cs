using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Compatibility;

/// <summary>The contract of one tool. Members that are <see langword="null"/> are not part of it.</summary>
internal sealed record ToolContract
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public ToolAnnotations? Annotations { get; init; }

    public required JsonElement InputSchema { get; init; }

    public JsonElement? OutputSchema { get; init; }

    /// <summary>The possible error codes of a call, sorted.</summary>
    public IReadOnlyList<string>? Errors { get; init; }

    public ToolLimits? Limits { get; init; }
}
