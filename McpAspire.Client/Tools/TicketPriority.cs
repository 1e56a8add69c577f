using System.Text.Json.Serialization;

namespace McpAspire.Client.Tools;

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
