using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.Client.Tools;

/// <summary>The JSON of the tools. A required field that is missing or null is an error; unknown fields are ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(Page<UserProfile>))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(Page<Ticket>))]
[JsonSerializable(typeof(DatasetRows))]
[JsonSerializable(typeof(ToolError))]
[JsonSerializable(typeof(TicketPriority))]
[JsonSerializable(typeof(TicketStatus))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
internal sealed partial class ClientJsonContext : JsonSerializerContext;
