using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Entra;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InjectedFailure))]
internal sealed partial class EntraJsonContext : JsonSerializerContext;
