using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using McpAspire.MockBackend.Datasets;
using McpAspire.MockBackend.Seeding;
using McpAspire.MockBackend.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Unit")]
public sealed class DatabasePreparationTests : IDisposable
{
    private readonly BackendDataDirectory _directory = new();
    private readonly Database _database;

    public DatabasePreparationTests()
    {
        _database = new Database(_directory.Path);
    }

    public void Dispose()
    {
        _database.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Seeds_the_same_rows_each_time()
    {
        await PrepareAsync(_database);

        Assert.Equal("144c5e634e86037b501ab6ebf3ea16e989334ccbefbc7995cb07cc952d95af26", await HashAsync(_database));
    }

    [Fact]
    public async Task Seeds_a_new_file_only()
    {
        var seeded = 0;
        await PrepareAsync(_database, CountAsync);
        await PrepareAsync(_database, CountAsync);

        Assert.Equal(1, seeded);

        Task CountAsync(SqliteConnection connection, CancellationToken cancellationToken)
        {
            seeded++;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Rolls_back_an_interrupted_seeding()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => PrepareAsync(_database, InterruptedAsync));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM sqlite_master"));

        await PrepareAsync(_database);
        Assert.Equal(360, await CountAsync("SELECT COUNT(*) FROM users"));

        static async Task InterruptedAsync(SqliteConnection connection, CancellationToken cancellationToken)
        {
            await SeedData.InsertAsync(connection, cancellationToken);
            throw new OperationCanceledException();
        }
    }

    [Fact]
    public async Task Two_processes_that_start_together_seed_once()
    {
        var seeded = 0;
        using var other = new Database(_directory.Path);
        await Task.WhenAll(new[] { _database, other }.Select(database => Task.Run(() => PrepareAsync(database, SeedAsync), Cancellation)));

        Assert.Equal(1, seeded);
        Assert.Equal(52_000, await CountAsync("SELECT COUNT(*) FROM orders"));

        Task SeedAsync(SqliteConnection connection, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref seeded);
            return SeedData.InsertAsync(connection, cancellationToken);
        }
    }

    [Fact]
    public async Task Brings_a_file_of_version_1_up_to_date_and_keeps_its_rows()
    {
        await using (var connection = await _database.OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync(Migrations.Steps[0], Cancellation);
            await connection.ExecuteAsync(
                "INSERT INTO tickets VALUES (7, 'T', 'Of version 1', 'low', 'open', NULL, '2025-01-01T00:00:00.000Z', "
                    + "'2025-01-01T00:00:00.000Z')",
                Cancellation);
            await connection.ExecuteAsync("PRAGMA user_version = 1", Cancellation);
        }

        await PrepareAsync(_database);

        Assert.Equal(7, await CountAsync("SELECT number FROM tickets WHERE created_by IS NULL"));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM idempotency_keys"));
        Assert.Equal(Migrations.CurrentVersion, await CountAsync("PRAGMA user_version"));
    }

    [Fact]
    public async Task Rejects_a_file_of_a_newer_version_without_changing_it()
    {
        await using (var connection = await _database.OpenAsync(Cancellation))
        {
            await connection.ExecuteAsync($"PRAGMA user_version = {Migrations.CurrentVersion + 1}", Cancellation);
        }

        var refusal = await Assert.ThrowsAsync<StoreException>(() => PrepareAsync(_database));

        Assert.Contains($"schema version {Migrations.CurrentVersion + 1}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_database.FilePath, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Migrations.CurrentVersion + 1, await CountAsync("PRAGMA user_version"));
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM sqlite_master"));
    }

    [Fact]
    public async Task Rejects_a_file_that_is_not_a_database()
    {
        await File.WriteAllTextAsync(_database.FilePath, new string('x', 5000), Cancellation);

        var refusal = await Assert.ThrowsAsync<StoreException>(() => PrepareAsync(_database));

        Assert.Contains(_database.FilePath, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_cause_when_a_full_disk_rolls_the_transaction_back()
    {
        var refusal = await Assert.ThrowsAsync<StoreException>(() => PrepareAsync(_database, FullAsync));

        Assert.Contains(_database.FilePath, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is full", refusal.Message, StringComparison.Ordinal);

        static async Task FullAsync(SqliteConnection connection, CancellationToken cancellationToken)
        {
            await connection.ExecuteAsync("ROLLBACK", cancellationToken);
            throw new SqliteException("database or disk is full", SQLitePCL.raw.SQLITE_FULL);
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_can_read_the_files_of_the_database()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var database = new Database(Path.Combine(_directory.Path, "new"));

        await PrepareAsync(database);
        await using var connection = await database.OpenAsync(Cancellation);
        await connection.ExecuteAsync("DELETE FROM tickets WHERE number = 1", Cancellation);

        var directory = Path.GetDirectoryName(database.FilePath)!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Assert.Equal(["backend.db", "backend.db-shm", "backend.db-wal"], Directory.GetFiles(directory).Select(Path.GetFileName).Order());
        Assert.All(
            Directory.GetFiles(directory),
            static path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Restricts_access_to_an_existing_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await PrepareAsync(_database);
        File.SetUnixFileMode(
            _database.FilePath,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await PrepareAsync(_database);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_database.FilePath));
    }

    [Fact]
    public async Task Uses_write_ahead_logging_and_checks_references()
    {
        await PrepareAsync(_database);
        await using var connection = await _database.OpenAsync(Cancellation);
        await using var mode = connection.Command("PRAGMA journal_mode");

        Assert.Equal("wal", await mode.ExecuteScalarAsync(Cancellation));
        await Assert.ThrowsAsync<SqliteException>(
            () => connection.ExecuteAsync("UPDATE tickets SET assignee_id = 'nobody' WHERE number = 1", Cancellation));
    }

    private static Task PrepareAsync(Database database, Func<SqliteConnection, CancellationToken, Task>? seed = null) =>
        new DatabasePreparation(database, NullLogger<DatabasePreparation>.Instance, TimeProvider.System).PrepareAsync(
            seed ?? SeedData.InsertAsync,
            Cancellation);

    private static async Task<string> HashAsync(Database database)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var connection = await database.OpenAsync(Cancellation);
        foreach (var dataset in DatasetCatalog.Stored)
        {
            await using var command = connection.Command($"SELECT * FROM {dataset.Table} ORDER BY {dataset.Key}");
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            while (await reader.ReadAsync(Cancellation))
            {
                for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
                {
                    hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{reader.GetValue(ordinal)}\n")));
                }
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await _database.OpenAsync(Cancellation);
        return await connection.CountAsync(sql, Cancellation);
    }
}
