using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace McpAspire.MockBackend.Store;

/// <summary>Provides pooled connections to the database file, and serializes the writers of this process.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>The name of the database file in the data directory.</summary>
    public const string FileName = "backend.db";

    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly string _connectionString;

    public Database(string directory)
    {
        FilePath = Path.Combine(directory, FileName);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = FilePath,
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = 30,
        }.ToString();
    }

    /// <summary>The database file, as an absolute path.</summary>
    public string FilePath { get; }

    /// <summary>Opens a connection; disposing it returns it to the pool.</summary>
    public async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            // SQLite's own wait polls within milliseconds; the driver's, which the default timeout sets, every 150 ms.
            await connection.ExecuteAsync("PRAGMA busy_timeout = 10000", cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs <paramref name="work" /> in a transaction that holds the write lock from the start, and commits it.</summary>
    /// <remarks>Writers of this process queue here without blocking a thread; those of other processes wait in SQLite.</remarks>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            await connection.ExecuteAsync("BEGIN IMMEDIATE", cancellationToken);
            try
            {
                var result = await work(connection, cancellationToken);
                await connection.ExecuteAsync("COMMIT", cancellationToken);
                return result;
            }
            catch
            {
                // SQLite itself rolls back when the disk is full: another ROLLBACK would fail and hide the cause.
                if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
                {
                    await connection.ExecuteAsync("ROLLBACK", CancellationToken.None);
                }

                throw;
            }
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        _writer.Dispose();
    }
}
