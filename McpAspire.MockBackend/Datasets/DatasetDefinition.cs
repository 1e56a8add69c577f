namespace McpAspire.MockBackend.Datasets;

/// <summary>A dataset and the table, or the subquery in parentheses, behind it. Table, key and column names are the only text that gets into SQL.</summary>
internal sealed record DatasetDefinition(string Name, string Description, string Table, string Key, IReadOnlyList<DatasetColumn> Columns)
{
    /// <summary>The columns as a list for <c>SELECT</c>.</summary>
    public string ColumnList { get; } = string.Join(", ", Columns.Select(column => column.Name));

    public DatasetColumn? FindColumn(string name) =>
        Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.Ordinal));
}
