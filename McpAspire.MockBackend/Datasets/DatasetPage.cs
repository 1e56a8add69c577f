using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Datasets;

/// <summary>One page of the rows that the filters let through, in the order of the dataset's key.</summary>
/// <param name="Dataset">The name of the dataset.</param>
/// <param name="Rows">How many rows this page has.</param>
/// <param name="Data">The rows: column names and values. A column without a value is left out.</param>
/// <param name="Total">How many rows the filters let through.</param>
/// <param name="Skip">How many of them come before this page.</param>
/// <param name="Limit">The largest number of rows asked for.</param>
internal sealed record DatasetPage(string Dataset, int Rows, IReadOnlyList<JsonObject> Data, long Total, int Skip, int Limit);
