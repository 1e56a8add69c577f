using System.Text.Json.Serialization;

namespace McpAspire.ServiceDefaults.Health;

internal sealed record LivenessBody(string Status, DateTime Timestamp, string ServiceVersion);

internal sealed record ReadinessBody(
    string Status, string? Detail, DateTime Timestamp, IReadOnlyDictionary<string, DependencyBody> Dependencies);

internal sealed record DependencyBody(string Status, long LatencyMs, string? ErrorCode);

internal sealed record HealthBody(string Status, DateTime? Timestamp, string? Error);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LivenessBody))]
[JsonSerializable(typeof(ReadinessBody))]
[JsonSerializable(typeof(HealthBody))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;
