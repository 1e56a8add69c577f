using System.Text.Json.Serialization;
using McpAspire.MockBackend.Json;

namespace McpAspire.MockBackend.Datasets;

/// <summary>What a column holds, and so which values and operators a filter on it may have.</summary>
[JsonConverter(typeof(StrictEnumConverter<ColumnType>))]
internal enum ColumnType
{
    /// <summary>A JSON string.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>A JSON number without a fraction, of 64 bits.</summary>
    [JsonStringEnumMemberName("integer")]
    Integer,

    /// <summary>A JSON number.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>A JSON boolean.</summary>
    [JsonStringEnumMemberName("boolean")]
    Boolean,

    /// <summary>A JSON string: a date, or a date and a time, in ISO 8601; UTC when it has no offset.</summary>
    [JsonStringEnumMemberName("timestamp")]
    Timestamp,
}
