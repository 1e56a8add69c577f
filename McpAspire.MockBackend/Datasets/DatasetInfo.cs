namespace McpAspire.MockBackend.Datasets;

/// <summary>What a dataset is and holds.</summary>
/// <param name="Name">The name, as in <c>/data/{dataset}/query</c>.</param>
/// <param name="Description">What a row means.</param>
/// <param name="Rows">How many rows there are now.</param>
/// <param name="Columns">The columns, in the order in which rows have them.</param>
internal sealed record DatasetInfo(string Name, string Description, long Rows, IReadOnlyList<DatasetColumn> Columns);
