using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Faults;

/// <summary>What the control endpoint reads and writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(FaultState))]
internal sealed partial class FaultJsonContext : JsonSerializerContext;
