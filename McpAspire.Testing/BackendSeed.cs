using McpAspire.MockBackend.Seeding;
using McpAspire.MockBackend.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace McpAspire.Testing;

/// <summary>A freshly seeded database, made once per test run and kept in memory: a copy takes milliseconds, seeding some hundreds of them.</summary>
internal static class BackendSeed
{
    private static readonly Lazy<Task<byte[]>> Seeded = new(MakeAsync);

    /// <summary>Puts a copy into the directory, unless it has a database.</summary>
    public static async Task CopyToAsync(BackendDataDirectory directory)
    {
        var path = Path.Combine(directory.Path, Database.FileName);
        if (!File.Exists(path))
        {
            await File.WriteAllBytesAsync(path, await Seeded.Value);
        }
    }

    private static async Task<byte[]> MakeAsync()
    {
        using var directory = new BackendDataDirectory();
        using (var database = new Database(directory.Path))
        {
            await new DatabasePreparation(database, NullLogger<DatabasePreparation>.Instance, TimeProvider.System).PrepareAsync(SeedData.InsertAsync, CancellationToken.None);
        }

        return await File.ReadAllBytesAsync(Path.Combine(directory.Path, Database.FileName));
    }
}
