using McpAspire.MockBackend.Json;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Seeding;

/// <summary>Orders of three years, oldest first.</summary>
internal static class OrderSeed
{
    private const int Count = 52_000;
    private const int FirstNumber = 100_001;

    // Region, currency, units of that currency for 100 euros, weight.
    private static readonly ((string Region, string Currency, int Rate) Item, int Weight)[] Markets =
    [
        (("EMEA", "EUR", 100), 38),
        (("EMEA", "GBP", 86), 12),
        (("AMER", "USD", 108), 27),
        (("LATAM", "BRL", 590), 8),
        (("APAC", "SGD", 145), 9),
        (("APAC", "INR", 9_100), 6),
    ];

    public static async Task InsertAsync(
        SqliteConnection connection,
        SeedWords words,
        IReadOnlyList<(string Sku, string Name, int Cents)> products,
        CancellationToken cancellationToken)
    {
        var random = new SeedRandom(20_230_102);
        var start = SeedData.End.AddDays(-3 * 365);
        var secondsBetween = (int)((SeedData.End - start).TotalSeconds / Count);
        var customers = words.CustomerFirst.SelectMany(first => words.CustomerLast.Select(last => $"{first} {last}")).ToArray();
        var markets = customers.Select(_ => random.PickWeighted(Markets)).ToArray();
        await using var insert = new BulkInsert(
            connection, "orders",
            "order_id", "customer", "sku", "product", "region", "quantity", "unit_price", "currency", "express", "status", "ordered_at");
        for (var index = 0; index < Count; index++)
        {
            var orderedAt = start.AddSeconds(((long)index * secondsBetween) + random.Next(secondsBetween));
            var customer = random.Next(customers.Length);
            var (region, currency, rate) = markets[customer];
            var (sku, product, cents) = random.Pick(products);
            var quantity = random.Chance(70) ? random.Between(1, 10) : random.Between(11, 120);
            var discount = quantity > 50 ? 88 : quantity > 10 ? 95 : 100;
            await insert.AddAsync(
                cancellationToken,
                FirstNumber + index,
                customers[customer],
                sku,
                product,
                region,
                quantity,
                (long)cents * rate * discount / 10_000 / 100.0,
                currency,
                random.Chance(15) ? 1 : 0,
                StatusOf((SeedData.End - orderedAt).Days, random),
                Timestamp.Format(orderedAt));
        }
    }

    private static string StatusOf(int ageInDays, SeedRandom random) => ageInDays switch
    {
        < 3 => random.PickWeighted(("pending", 80), ("shipped", 15), ("cancelled", 5)),
        < 14 => random.PickWeighted(("pending", 10), ("shipped", 55), ("delivered", 30), ("cancelled", 5)),
        _ => random.PickWeighted(("delivered", 91), ("returned", 5), ("cancelled", 4)),
    };
}
