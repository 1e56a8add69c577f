using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace McpAspire.MockBackend.Store;

/// <summary>Migrates the database file to the current schema, and seeds a new one.</summary>
internal sealed partial class DatabasePreparation(Database database, ILogger<DatabasePreparation> logger, TimeProvider time)
{
    private const string OtherDirectory = $"choose another directory with {StoreOptions.DataDirectorySetting}.";

    /// <summary>Creates, migrates and seeds the file as needed, in one transaction: other processes see all of it or nothing.</summary>
    /// <exception cref="StoreException">The file has a newer version, is not a database, or cannot be written.</exception>
    public Task PrepareAsync(Func<SqliteConnection, CancellationToken, Task> seed, CancellationToken cancellationToken) =>
        GuardAsync(() => PrepareFileAsync(seed, cancellationToken));

    /// <summary>Runs work on the database at startup.</summary>
    /// <exception cref="StoreException">The database cannot be used; the message names the cause.</exception>
    public async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            var cause = exception is SqliteException { SqliteErrorCode: raw.SQLITE_FULL }
                ? $"the disk is full. Free some space, or {OtherDirectory}"
                : $"{exception.Message} Check the free space and the directory's permissions, or {OtherDirectory}";
            throw new StoreException($"The database {database.FilePath} cannot be used: {cause}", exception);
        }
    }

    private async Task PrepareFileAsync(Func<SqliteConnection, CancellationToken, Task> seed, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        OwnerOnlyFile.Ensure(database.FilePath);
        var before = await database.WriteAsync(
            (connection, cancellation) => MigrateAsync(connection, seed, cancellation), cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        // After seeding: in the default mode, filling a new file writes each page once.
        await connection.ExecuteAsync("PRAGMA journal_mode = WAL", cancellationToken);
        var milliseconds = time.GetElapsedTime(started).TotalMilliseconds;
        Log.DatabaseReady(logger, database.FilePath, before, Migrations.CurrentVersion, milliseconds);
    }

    private async Task<long> MigrateAsync(
        SqliteConnection connection, Func<SqliteConnection, CancellationToken, Task> seed, CancellationToken cancellationToken)
    {
        var version = await connection.CountAsync("PRAGMA user_version", cancellationToken);
        if (version > Migrations.CurrentVersion)
        {
            throw new StoreException($"The database {database.FilePath} has schema version {version}; this program supports versions up to "
                + $"{Migrations.CurrentVersion}. Start a newer program, or {OtherDirectory}");
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
