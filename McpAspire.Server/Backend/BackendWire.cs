using System.Text.Json;
using System.Text.Json.Serialization;
using McpAspire.Server.Results;

namespace McpAspire.Server.Backend;

/// <summary>A page as the backend returns it.</summary>
internal sealed record BackendPage<T>(int Total, IReadOnlyList<T> Items);

/// <summary>A query as the backend accepts it.</summary>
internal sealed record BackendQuery(IReadOnlyDictionary<string, JsonElement>? Filters, int Skip, int Limit);

/// <summary>Rows of a dataset as the backend returns them.</summary>
internal sealed record BackendRows(string Dataset, int Total, IReadOnlyList<JsonElement> Data);

/// <summary>The names and columns of the backend's datasets.</summary>
internal sealed record BackendDatasets(IReadOnlyList<BackendDataset> Items);

/// <summary>One dataset.</summary>
internal sealed record BackendDataset(string Name, IReadOnlyList<BackendColumn> Columns);

/// <summary>A column of a dataset.</summary>
internal sealed record BackendColumn(string Name);

/// <summary>A new ticket as the backend accepts it.</summary>
internal sealed record NewTicket(string Title, string Description, TicketPriority Priority, string? AssigneeId);

/// <summary>The backend's JSON. A response without a required member is invalid.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(TicketStatus))]
[JsonSerializable(typeof(NewTicket))]
[JsonSerializable(typeof(BackendPage<UserProfile>))]
[JsonSerializable(typeof(BackendPage<Ticket>))]
[JsonSerializable(typeof(BackendQuery))]
[JsonSerializable(typeof(BackendRows))]
[JsonSerializable(typeof(BackendDatasets))]
internal sealed partial class BackendJsonContext : JsonSerializerContext;
