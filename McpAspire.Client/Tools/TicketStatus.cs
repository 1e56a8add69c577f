using System.Text.Json.Serialization;

namespace McpAspire.Client.Tools;

/// <summary>The status of a ticket.</summary>
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
