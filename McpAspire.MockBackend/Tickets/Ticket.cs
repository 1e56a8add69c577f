using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Problems;

namespace McpAspire.MockBackend.Tickets;

[JsonConverter(typeof(StrictEnumConverter<TicketPriority>))]
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

[JsonConverter(typeof(StrictEnumConverter<TicketStatus>))]
internal enum TicketStatus
{
    [JsonStringEnumMemberName("open")]
    Open,

    [JsonStringEnumMemberName("in_progress")]
    InProgress,

    [JsonStringEnumMemberName("closed")]
    Closed,
}

/// <summary>A ticket of the service desk.</summary>
internal sealed record Ticket(
    string Id,
    string Title,
    string Description,
    TicketPriority Priority,
    TicketStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? AssigneeId = null,
    string? CreatedBy = null);

/// <summary>One page of tickets, newest first.</summary>
internal sealed record TicketPage(long Total, IReadOnlyList<Ticket> Items, int Skip, int Limit);

/// <summary>A ticket to create.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CreateTicketRequest(
    [property: Required(AllowEmptyStrings = true), Characters(200, MinimumLength = 1)] string Title,
    [property: Required(AllowEmptyStrings = true), Characters(5000, MinimumLength = 10)] string Description,
    TicketPriority Priority = TicketPriority.Medium,
    [property: StringLength(128, MinimumLength = 1), RegularExpression(Limits.IdPattern)] string? AssigneeId = null);

/// <summary>A new status of a ticket.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ChangeStatusRequest(TicketStatus Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(TicketPage))]
[JsonSerializable(typeof(CreateTicketRequest))]
[JsonSerializable(typeof(ChangeStatusRequest))]
internal sealed partial class TicketJsonContext : JsonSerializerContext;
