using System.Text.Json.Nodes;
using McpAspire.MockBackend.Store;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Datasets;

/// <summary>Reads datasets.</summary>
internal sealed class DatasetStore(Database database, DatasetCatalog catalog)
{
    public async Task<DatasetList> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var snapshot = connection.BeginSnapshot();
        var datasets = new List<DatasetInfo>();
        foreach (var dataset in catalog.All)
        {
            var rows = await connection.CountAsync($"SELECT COUNT(*) FROM {dataset.Table}", cancellationToken);
            datasets.Add(new DatasetInfo(dataset.Name, dataset.Description, rows, dataset.Columns));
        }

        return new DatasetList(datasets.Count, datasets);
    }

    public async Task<DatasetPage> QueryAsync(
        DatasetDefinition dataset, IReadOnlyList<Condition> conditions, int skip, int limit, CancellationToken cancellationToken)
    {
        var (where, parameters) = ToSql(conditions);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var snapshot = connection.BeginSnapshot();
        var total = await connection.CountAsync($"SELECT COUNT(*) FROM {dataset.Table}{where}", cancellationToken, [.. parameters]);
        await using var command = connection.Command(
            $"SELECT {dataset.ColumnList} FROM {dataset.Table}{where} ORDER BY {dataset.Key} LIMIT $limit OFFSET $skip",
            [.. parameters, ("$limit", limit), ("$skip", skip)]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var data = new List<JsonObject>();
        while (await reader.ReadAsync(cancellationToken))
        {
            data.Add(ReadRow(dataset, reader));
        }

        return new DatasetPage(dataset.Name, data.Count, data, total, skip, limit);
    }

    private static (string Where, List<(string Name, object? Value)> Parameters) ToSql(IReadOnlyList<Condition> conditions)
    {
        var parameters = new List<(string Name, object? Value)>();
        var clauses = new List<string>();
        foreach (var condition in conditions)
        {
            var first = parameters.Count;
            parameters.AddRange(condition.Values.Select((value, index) => ($"$value{first + index}", (object?)value)));
            clauses.Add(Operators.ToSql(condition, [.. parameters.Skip(first).Select(parameter => parameter.Name)]));
        }

        return (clauses.Count == 0 ? "" : $" WHERE {string.Join(" AND ", clauses)}", parameters);
    }

    private static JsonObject ReadRow(DatasetDefinition dataset, SqliteDataReader reader)
    {
        var row = new JsonObject();
        for (var ordinal = 0; ordinal < dataset.Columns.Count; ordinal++)
        {
            var column = dataset.Columns[ordinal];
            if (ColumnValues.Write(column.Type, reader, ordinal) is { } value)
            {
                row.Add(column.Name, value);
            }
        }

        return row;
    }
}
