namespace McpAspire.MockBackend.Datasets;

/// <summary>All datasets.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Items">The datasets, by name.</param>
internal sealed record DatasetList(int Total, IReadOnlyList<DatasetInfo> Items);
