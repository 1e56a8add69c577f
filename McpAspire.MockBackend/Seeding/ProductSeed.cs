using System.Globalization;
using McpAspire.MockBackend.Json;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Seeding;

/// <summary>Products: office and workshop goods, five sizes or models of each.</summary>
internal static class ProductSeed
{
    private static readonly DateTimeOffset FirstDay = new(2019, 1, 7, 9, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<(string Sku, string Name, int Cents)>> InsertAsync(
        SqliteConnection connection, SeedWords words, CancellationToken cancellationToken)
    {
        var random = new SeedRandom(20_190_107);
        var products = new List<(string Sku, string Name, int Cents)>();
        await using var insert = new BulkInsert(
            connection, "products", "sku", "name", "category", "unit_price", "currency", "stock", "discontinued", "introduced_at");
        foreach (var (name, category, low, high) in words.Products)
        {
            for (var model = 0; model < words.Models.Count; model++)
            {
                var sku = string.Create(CultureInfo.InvariantCulture, $"{category[..2].ToUpperInvariant()}-{1000 + products.Count}");
                var cents = low + ((high - low) * model / (words.Models.Count - 1) / 100 * 100);
                var discontinued = random.Chance(8);
                products.Add((sku, $"{name} {words.Models[model]}", cents));
                await insert.AddAsync(
                    cancellationToken,
                    sku,
                    $"{name} {words.Models[model]}",
                    category,
                    cents / 100.0,
                    "EUR",
                    discontinued ? random.Next(5) : random.Between(0, 900),
                    discontinued ? 1 : 0,
                    Timestamp.Format(FirstDay.AddDays(random.Next(1800))));
            }
        }

        return products;
    }
}
