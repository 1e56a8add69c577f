using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Store;

/// <summary>Brings the database file to the present schema, and fills it when it is new.</summary>
internal sealed partial class DatabasePreparation(Database database, ILogger<DatabasePreparation> logger, TimeProvider time)
{
    /// <summary>Makes, migrates and fills the file as needed, in one transaction: another process sees all of it or nothing.</summary>
    /// <exception cref="StoreException">The file is of a newer version, is no database, or cannot be made.</exception>
    public async Task PrepareAsync(Func<SqliteConnection, CancellationToken, Task> seed, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database.FilePath)!);
            var started = time.GetTimestamp();
            var before = await database.WriteAsync((connection, cancellation) => MigrateAsync(connection, seed, cancellation), cancellationToken);
            await using var connection = await database.OpenAsync(cancellationToken);
            // After seeding: a new file has nothing to journal, so filling it in the default mode writes each page once.
            await connection.ExecuteAsync("PRAGMA journal_mode = WAL", cancellationToken);
            Log.DatabaseReady(logger, database.FilePath, before, Migrations.CurrentVersion, time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The database {database.FilePath} cannot be used: {exception.Message} Check the directory's permissions, or choose another with {StoreOptions.DataDirectorySetting}.", exception);
        }
    }

    private async Task<long> MigrateAsync(SqliteConnection connection, Func<SqliteConnection, CancellationToken, Task> seed, CancellationToken cancellationToken)
    {
        var version = await connection.CountAsync("PRAGMA user_version", cancellationToken);
        if (version > Migrations.CurrentVersion)
        {
            throw new StoreException($"The database {database.FilePath} has schema version {version}; this program knows versions up to {Migrations.CurrentVersion}. Start a newer program, or choose another directory with {StoreOptions.DataDirectorySetting}.");
        }

        foreach (var step in Migrations.Steps.Skip((int)version))
        {
            await connection.ExecuteAsync(step, cancellationToken);
        }

        if (version == 0)
        {
            await seed(connection, cancellationToken);
        }

        if (version < Migrations.CurrentVersion)
        {
            await connection.ExecuteAsync($"PRAGMA user_version = {Migrations.CurrentVersion}", cancellationToken);
        }

        return version;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Database {File} ready: schema version {Before} to {After}, {Milliseconds:F0} ms")]
        public static partial void DatabaseReady(ILogger logger, string file, long before, int after, double milliseconds);
    }
}
