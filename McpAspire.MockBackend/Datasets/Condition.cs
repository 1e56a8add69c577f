namespace McpAspire.MockBackend.Datasets;

/// <summary>One comparison of a column with one value, or with several for <c>in</c>. Values are as the database holds them.</summary>
internal sealed record Condition(DatasetColumn Column, string Operator, IReadOnlyList<object> Values);
