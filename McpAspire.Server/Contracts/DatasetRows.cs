using System.ComponentModel;
using System.Text.Json;

namespace McpAspire.Server.Contracts;

/// <summary>Rows of a dataset, ordered by its key.</summary>
internal sealed record DatasetRows(
    [property: Description("The dataset.")] string Dataset,
    [property: Description("How many rows this answer has.")] int Rows,
    [property: Description("The rows; their columns are those of the dataset.")] IReadOnlyList<JsonElement> Data,
    [property: Description("How many rows match in all.")] int Total,
    [property: Description("How many matching rows come before these.")] int Skip,
    [property: Description("The most rows that were asked for.")] int Limit,
    [property: Description("Whether more rows follow.")] bool HasMore,
    [property: Description("Whether the answer was cut short to keep it small.")] bool Truncated,
    [property: Description("The skip of the next rows; absent at the end.")] int? NextSkip = null);
