using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Seeding;

/// <summary>The words of the seeded rows, from <c>seed.json</c>.</summary>
/// <param name="Names">Names, and the offices where they are common. After a bar, a name has its form in e-mail addresses.</param>
/// <param name="Departments">Departments with the title of their head and those of their staff.</param>
/// <param name="Products">Products with their list prices in cents.</param>
/// <param name="Models">The models of each product.</param>
/// <param name="CustomerFirst">First words of customers.</param>
/// <param name="CustomerLast">Last words of customers.</param>
/// <param name="Apps">For the placeholder <c>{app}</c> of tickets.</param>
/// <param name="Sites">For <c>{site}</c>.</param>
/// <param name="Devices">For <c>{device}</c>.</param>
/// <param name="Teams">For <c>{team}</c>.</param>
/// <param name="Codes">For <c>{code}</c>.</param>
/// <param name="Tickets">Templates of tickets.</param>
internal sealed record SeedWords(
    IReadOnlyList<NameGroup> Names,
    IReadOnlyList<Department> Departments,
    IReadOnlyList<ProductLine> Products,
    IReadOnlyList<string> Models,
    IReadOnlyList<string> CustomerFirst,
    IReadOnlyList<string> CustomerLast,
    IReadOnlyList<string> Apps,
    IReadOnlyList<string> Sites,
    IReadOnlyList<string> Devices,
    IReadOnlyList<string> Teams,
    IReadOnlyList<string> Codes,
    IReadOnlyList<TicketTemplate> Tickets)
{
    public static SeedWords Read()
    {
        using var words = typeof(SeedWords).Assembly.GetManifestResourceStream("seed.json")!;
        return JsonSerializer.Deserialize(words, SeedJsonContext.Default.SeedWords)!;
    }
}

internal sealed record NameGroup(IReadOnlyList<string> Offices, IReadOnlyList<string> Given, IReadOnlyList<string> Family);

internal sealed record Department(string Name, string HeadTitle, IReadOnlyList<string> Titles);

internal sealed record ProductLine(string Name, string Category, int Low, int High);

internal sealed record TicketTemplate(string Title, string Description);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SeedWords))]
internal sealed partial class SeedJsonContext : JsonSerializerContext;
