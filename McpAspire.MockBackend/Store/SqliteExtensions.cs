using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Store;

/// <summary>The one place that makes commands: text on one side, values as parameters on the other.</summary>
internal static class SqliteExtensions
{
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every caller passes a constant or a text made of the dataset catalogue's own names; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Begins a transaction in which all reads see the same state.</summary>
    public static SqliteTransaction BeginSnapshot(this SqliteConnection connection) => connection.BeginTransaction(deferred: true);

    /// <summary>Begins a transaction that has the write lock from the start, so that it cannot fail half-way for want of it.</summary>
    public static SqliteTransaction BeginWriting(this SqliteConnection connection) => connection.BeginTransaction(deferred: false);

    public static async Task ExecuteAsync(this SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<long> CountAsync(this SqliteConnection connection, string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Command(sql, parameters);
        return (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
    }

    public static string? GetNullableString(this SqliteDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    public static DateTimeOffset GetTimestamp(this SqliteDataReader reader, int ordinal) => Timestamp.Parse(reader.GetString(ordinal));
}
