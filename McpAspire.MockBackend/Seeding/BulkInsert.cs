using McpAspire.MockBackend.Store;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Seeding;

/// <summary>Inserts many rows with one prepared statement.</summary>
internal sealed class BulkInsert : IAsyncDisposable
{
    private readonly SqliteCommand _command;

    public BulkInsert(SqliteConnection connection, string table, params ReadOnlySpan<string> columns)
    {
        var names = columns.ToArray();
        var parameters = names.Select(name => $"${name}");
        _command = connection.Command($"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", parameters)})");
        foreach (var name in names)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"${name}" });
        }

        _command.Prepare();
    }

    /// <summary>Inserts one row, with its values in the order of the columns.</summary>
    public async Task AddAsync(CancellationToken cancellationToken, params object?[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        await _command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
