using System.Text.Json.Serialization;
using McpAspire.MockBackend.Json;

namespace McpAspire.MockBackend.Tickets;

/// <summary>How far the work on a ticket is.</summary>
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
