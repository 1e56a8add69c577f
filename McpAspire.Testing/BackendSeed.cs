using McpAspire.MockBackend.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace McpAspire.Testing;

/// <summary>A seeded database, created once per test run and kept in memory, because copying is much faster than seeding.</summary>
internal static class BackendSeed
{
    private static readonly Lazy<Task<byte[]>> Seeded = new(MakeAsync);

    /// <summary>Copies it to the directory, unless that has a database.</summary>
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
            await new DatabasePreparation(database, NullLogger<DatabasePreparation>.Instance, TimeProvider.System).PrepareAsync(
                SeedData.InsertAsync, CancellationToken.None);
        }

        return await File.ReadAllBytesAsync(Path.Combine(directory.Path, Database.FileName));
    }
}
