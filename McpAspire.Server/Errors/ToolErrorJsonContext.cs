using System.Text.Json.Serialization;

namespace McpAspire.Server.Errors;

/// <summary>The JSON of tool errors.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ToolError))]
internal sealed partial class ToolErrorJsonContext : JsonSerializerContext;
