using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Problems;

namespace McpAspire.MockBackend.Datasets;

/// <summary>The type of a column, which determines the values and operators of its filters.</summary>
[JsonConverter(typeof(StrictEnumConverter<ColumnType>))]
internal enum ColumnType
{
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>A JSON number without a fraction, of 64 bits.</summary>
    [JsonStringEnumMemberName("integer")]
    Integer,

    [JsonStringEnumMemberName("number")]
    Number,

    [JsonStringEnumMemberName("boolean")]
    Boolean,

    /// <summary>An ISO 8601 date or date and time; UTC when it has no offset.</summary>
    [JsonStringEnumMemberName("timestamp")]
    Timestamp,
}

/// <summary>A column of a dataset.</summary>
internal sealed record DatasetColumn(string Name, ColumnType Type, string Description);

/// <summary>A dataset with its columns, in the order of its rows.</summary>
internal sealed record DatasetInfo(string Name, string Description, long Rows, IReadOnlyList<DatasetColumn> Columns);

/// <summary>All datasets, by name.</summary>
internal sealed record DatasetList(int Total, IReadOnlyList<DatasetInfo> Items);

/// <summary>One page of the rows that match the filters, by key.</summary>
internal sealed record DatasetPage(string Dataset, int Rows, IReadOnlyList<JsonObject> Data, long Total, int Skip, int Limit);

/// <summary>A query of a dataset.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DatasetQueryRequest(
    IReadOnlyDictionary<string, JsonElement>? Filters = null,
    [property: Range(0, int.MaxValue)] int Skip = 0,
    [property: Range(1, Limits.MaxPageRows)] int Limit = Limits.DefaultPageRows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DatasetList))]
[JsonSerializable(typeof(DatasetQueryRequest))]
[JsonSerializable(typeof(DatasetPage))]
internal sealed partial class DatasetJsonContext : JsonSerializerContext;
