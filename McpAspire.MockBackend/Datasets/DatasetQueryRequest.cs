using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Datasets;

/// <summary>Which rows of a dataset to return.</summary>
/// <param name="Filters">Conditions by column; a row must meet all of them. Each is a value, which the column must equal, or an object of operators and values. Operators: <c>eq</c>, <c>ne</c>, <c>lt</c>, <c>lte</c>, <c>gt</c>, <c>gte</c>, <c>contains</c> (text; A to Z in either case), <c>in</c> (a list of 1 to 100 values).</param>
/// <param name="Skip">How many rows to skip.</param>
/// <param name="Limit">The largest number of rows to return.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DatasetQueryRequest(
    IReadOnlyDictionary<string, JsonElement>? Filters = null,
    [property: Range(0, int.MaxValue)] int Skip = 0,
    [property: Range(1, Limits.PageRows)] int Limit = Limits.DefaultPageRows);
