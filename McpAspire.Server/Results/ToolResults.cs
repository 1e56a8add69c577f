using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.Server.Results;

/// <summary>A user of the backend.</summary>
internal sealed record UserProfile(
    [property: Description("Unique identifier of the user.")] string Id,
    [property: Description("Full name.")] string Name,
    [property: Description("E-mail address.")] string Email,
    [property: Description("When the account was created, ISO 8601 in UTC.")] DateTimeOffset CreatedAt,
    [property: Description("Details such as department, title and location, only if requested.")]
    IReadOnlyDictionary<string, JsonElement>? Details = null);

/// <summary>A support ticket.</summary>
internal sealed record Ticket(
    [property: Description("Unique identifier of the ticket.")] string Id,
    [property: Description("One line that says what it is about.")] string Title,
    [property: Description("The whole text.")] string Description,
    [property: Description("How urgent it is.")] TicketPriority Priority,
    [property: Description("Its state.")] TicketStatus Status,
    [property: Description("When it was created, ISO 8601 in UTC.")] DateTimeOffset CreatedAt,
    [property: Description("When it was last changed, ISO 8601 in UTC.")] DateTimeOffset UpdatedAt,
    [property: Description("Identifier of the user it is assigned to; absent if nobody.")] string? AssigneeId = null);

/// <summary>How urgent a ticket is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TicketPriority>))]
internal enum TicketPriority
{
    [JsonStringEnumMemberName("low")]
    Low,

    [JsonStringEnumMemberName("medium")]
    Medium,

    [JsonStringEnumMemberName("high")]
    High,

    [JsonStringEnumMemberName("critical")]
    Critical,
}

/// <summary>The state of a ticket.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TicketStatus>))]
internal enum TicketStatus
{
    [JsonStringEnumMemberName("open")]
    Open,

    [JsonStringEnumMemberName("in_progress")]
    InProgress,

    [JsonStringEnumMemberName("closed")]
    Closed,
}

/// <summary>Rows of a dataset, ordered by its key.</summary>
internal sealed record DatasetRows(
    [property: Description("The dataset.")] string Dataset,
    [property: Description("Number of rows in this result.")] int Rows,
    [property: Description("The rows; their columns are those of the dataset.")] IReadOnlyList<JsonElement> Data,
    [property: Description("Number of matching rows.")] int Total,
    [property: Description("Number of matching rows before these.")] int Skip,
    [property: Description("Maximum number of rows that was requested.")] int Limit,
    [property: Description("Whether more rows follow.")] bool HasMore,
    [property: Description("Whether rows were cut to keep the result small.")] bool Truncated,
    [property: Description("The skip of the next rows; absent at the end.")] int? NextSkip = null);
