using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.Server.Results;

/// <summary>A user of the backend.</summary>
internal sealed record UserProfile(
    [property: Description("Unique identifier of the user.")] string Id,
    [property: Description("Full name.")] string Name,
    [property: Description("E-mail address.")] string Email,
    [property: Description("Creation time of the account, ISO 8601 in UTC.")] DateTimeOffset CreatedAt,
    [property: Description("Details such as department, title and location, only if requested.")]
    IReadOnlyDictionary<string, JsonElement>? Details = null);

/// <summary>A support ticket.</summary>
internal sealed record Ticket(
    [property: Description("Unique identifier of the ticket.")] string Id,
    [property: Description("Subject of the ticket.")] string Title,
    [property: Description("Full description of the issue.")] string Description,
    [property: Description("Priority of the ticket.")] TicketPriority Priority,
    [property: Description("Its state.")] TicketStatus Status,
    [property: Description("Creation time of the ticket, ISO 8601 in UTC.")] DateTimeOffset CreatedAt,
    [property: Description("Time of the last change, ISO 8601 in UTC.")] DateTimeOffset UpdatedAt,
    [property: Description("Identifier of the assigned user; absent if unassigned.")] string? AssigneeId = null);

/// <summary>The priority of a ticket.</summary>
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
    [property: Description("The rows, with the columns of the dataset.")] IReadOnlyList<JsonElement> Data,
    [property: Description("Number of matching rows.")] int Total,
    [property: Description("Number of matching rows that were skipped.")] int Skip,
    [property: Description("Requested maximum number of rows.")] int Limit,
    [property: Description("Whether more rows follow.")] bool HasMore,
    [property: Description("Whether the size limit cut rows, which follow at next_skip.")] bool Truncated,
    [property: Description("Value of skip for the next rows; absent at the end.")] int? NextSkip = null);
