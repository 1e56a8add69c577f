namespace McpAspire.MockBackend.Datasets;

/// <summary>A dataset and its table, or a subquery in parentheses. Only these names become part of SQL.</summary>
internal sealed record DatasetDefinition(string Name, string Description, string Table, string Key, IReadOnlyList<DatasetColumn> Columns)
{
    /// <summary>The columns, for <c>SELECT</c>.</summary>
    public string ColumnList { get; } = string.Join(", ", Columns.Select(column => column.Name));

    public DatasetColumn? FindColumn(string name) =>
        Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.Ordinal));
}
