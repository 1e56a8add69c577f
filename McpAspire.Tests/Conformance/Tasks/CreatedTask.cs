using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Conformance.Tasks;

/// <summary>What a call that became a task is answered with.</summary>
internal sealed class CreatedTask : Result
{
    public static JsonTypeInfo<CreatedTask> TypeInfo { get; } = (JsonTypeInfo<CreatedTask>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(CreatedTask));

    public required string TaskId { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUpdatedAt { get; init; }

    public int TtlMs { get; init; } = 300_000;

    public int PollIntervalMs { get; init; } = 50;
}
