using System.Text.Json.Serialization;
using McpAspire.Server.Contracts;

namespace McpAspire.Server.Backend;

/// <summary>The backend's JSON. A required member that is missing makes the answer unreadable instead of half-read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(TicketStatus))]
[JsonSerializable(typeof(NewTicket))]
[JsonSerializable(typeof(BackendPage<UserProfile>))]
[JsonSerializable(typeof(BackendPage<Ticket>))]
[JsonSerializable(typeof(BackendQuery))]
[JsonSerializable(typeof(BackendRows))]
internal sealed partial class BackendJsonContext : JsonSerializerContext;
