using System.Text.Json.Serialization;
using McpAspire.MockBackend.Json;

namespace McpAspire.MockBackend.Tickets;

/// <summary>How urgent a ticket is.</summary>
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
