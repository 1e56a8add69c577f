using System.Globalization;
using McpAspire.MockBackend.Json;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Seeding;

/// <summary>Products: office and workshop goods, five sizes or models of each.</summary>
internal static class ProductSeed
{
    // Name, category, lowest and highest list price in cents.
    private static readonly (string Name, string Category, int Low, int High)[] Lines =
    [
        ("Height-adjustable desk", "Furniture", 32_900, 79_900),
        ("Task chair", "Furniture", 18_900, 64_900),
        ("Filing cabinet", "Furniture", 12_900, 34_900),
        ("Bookcase", "Furniture", 8_900, 27_900),
        ("LED desk lamp", "Lighting", 2_900, 9_900),
        ("Floor lamp", "Lighting", 5_900, 18_900),
        ("27-inch monitor", "Electronics", 17_900, 54_900),
        ("USB-C docking station", "Electronics", 9_900, 28_900),
        ("Wireless headset", "Electronics", 5_900, 24_900),
        ("Mechanical keyboard", "Electronics", 6_900, 17_900),
        ("Ergonomic mouse", "Electronics", 2_900, 9_900),
        ("Label printer", "Electronics", 7_900, 31_900),
        ("Barcode scanner", "Warehouse", 8_900, 38_900),
        ("Pallet truck", "Warehouse", 28_900, 69_900),
        ("Shelving unit", "Warehouse", 9_900, 42_900),
        ("Safety boots", "Safety", 4_900, 15_900),
        ("Hard hat", "Safety", 1_500, 5_900),
        ("First-aid kit", "Safety", 1_900, 8_900),
        ("Cordless drill", "Tools", 7_900, 29_900),
        ("Torque wrench", "Tools", 4_900, 21_900),
        ("Multimeter", "Tools", 2_900, 18_900),
        ("Copy paper, 5 reams", "Supplies", 1_900, 3_900),
        ("Toner cartridge", "Supplies", 4_900, 16_900),
        ("Shipping boxes, 25 pieces", "Supplies", 1_500, 6_900),
    ];

    private static readonly string[] Models = ["Basic", "Standard", "Plus", "Pro", "Max"];

    private static readonly DateTimeOffset FirstDay = new(2019, 1, 7, 9, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<(string Sku, string Name, int Cents)>> InsertAsync(
        SqliteConnection connection, CancellationToken cancellationToken)
    {
        var random = new SeedRandom(20_190_107);
        var products = new List<(string Sku, string Name, int Cents)>();
        await using var insert = new BulkInsert(
            connection, "products", "sku", "name", "category", "unit_price", "currency", "stock", "discontinued", "introduced_at");
        foreach (var (name, category, low, high) in Lines)
        {
            for (var model = 0; model < Models.Length; model++)
            {
                var sku = string.Create(CultureInfo.InvariantCulture, $"{category[..2].ToUpperInvariant()}-{1000 + products.Count}");
                var cents = low + ((high - low) * model / (Models.Length - 1) / 100 * 100);
                var discontinued = random.Chance(8);
                products.Add((sku, $"{name} {Models[model]}", cents));
                await insert.AddAsync(
                    cancellationToken,
                    sku,
                    $"{name} {Models[model]}",
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
