namespace McpAspire.MockBackend.Datasets;

/// <summary>A column of a dataset.</summary>
/// <param name="Name">The name, as in rows and filters.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Description">What it means.</param>
internal sealed record DatasetColumn(string Name, ColumnType Type, string Description);
