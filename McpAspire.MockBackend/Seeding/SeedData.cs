using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Seeding;

/// <summary>Fills a new database with the same rows each time.</summary>
internal static class SeedData
{
    /// <summary>The end of the seeded history; everything created later is newer.</summary>
    public static DateTimeOffset End { get; } = new(2025, 12, 31, 18, 0, 0, TimeSpan.Zero);

    public static async Task InsertAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var words = SeedWords.Read();
        var staff = await UserSeed.InsertAsync(connection, words, cancellationToken);
        await TicketSeed.InsertAsync(connection, words, staff, cancellationToken);
        var products = await ProductSeed.InsertAsync(connection, words, cancellationToken);
        await OrderSeed.InsertAsync(connection, words, products, cancellationToken);
    }
}
