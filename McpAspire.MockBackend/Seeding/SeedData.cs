using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Seeding;

/// <summary>Fills a new database: the same rows each time, down to the byte.</summary>
internal static class SeedData
{
    /// <summary>The instant at which the seeded history ends; what is created later is newer than all of it.</summary>
    public static DateTimeOffset End { get; } = new(2025, 12, 31, 18, 0, 0, TimeSpan.Zero);

    public static async Task InsertAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var staff = await UserSeed.InsertAsync(connection, cancellationToken);
        await TicketSeed.InsertAsync(connection, staff, cancellationToken);
        var products = await ProductSeed.InsertAsync(connection, cancellationToken);
        await OrderSeed.InsertAsync(connection, products, cancellationToken);
    }
}
