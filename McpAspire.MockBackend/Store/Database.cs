using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Store;

/// <summary>Hands out pooled connections to the one database file, and lets one writer of this process in at a time.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>The name of the database file in the data directory.</summary>
    public const string FileName = "backend.db";

    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly string _connectionString;

    static Database()
    {
        SQLitePCL.Batteries_V2.Init();
    }

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

    /// <summary>Opens a connection; the caller disposes of it, which gives it back to the pool.</summary>
    public async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            // SQLite's own waiting polls within milliseconds; the driver's, which the default timeout sets, in steps of 150 ms.
            await connection.ExecuteAsync("PRAGMA busy_timeout = 10000", cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs <paramref name="work" /> in a transaction that holds the write lock from its beginning, and commits it.</summary>
    /// <remarks>Writers of this process queue here without holding a thread; those of another process wait in SQLite.</remarks>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            await using var transaction = connection.BeginWriting();
            var result = await work(connection, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
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
