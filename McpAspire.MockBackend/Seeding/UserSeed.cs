using System.Globalization;
using McpAspire.MockBackend.Json;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Seeding;

/// <summary>Users: <c>user-001</c> to <c>user-359</c>, and <c>123</c>, which examples use.</summary>
internal static class UserSeed
{
    private const int Count = 360;
    private const string ItOperations = "IT Operations";

    private static readonly string[] MailDomains = ["example.com", "example.com", "example.com", "example.org", "example.net"];

    private static readonly DateTimeOffset FirstDay = new(2018, 3, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Inserts the users, and returns the ids of those who work on tickets.</summary>
    public static async Task<IReadOnlyList<string>> InsertAsync(
        SqliteConnection connection, SeedWords words, CancellationToken cancellationToken)
    {
        var random = new SeedRandom(20_180_305);
        var names = ShuffledNames(words.Names, random);
        var heads = new Dictionary<string, string>();
        var staff = new List<string>();
        await using var insert = new BulkInsert(
            connection, "users",
            "id", "name", "email", "department", "title", "location", "manager_id", "phone", "active", "created_at");
        for (var index = 0; index < Count; index++)
        {
            var (group, given, family) = names[index];
            var id = index == Count - 1 ? "123" : string.Create(CultureInfo.InvariantCulture, $"user-{index + 1:D3}");
            var department = index < words.Departments.Count ? words.Departments[index] : random.Pick(words.Departments);
            var isHead = heads.TryAdd(department.Name, id);
            var active = isHead || id is "123" or "user-123" || !random.Chance(6);
            if (active && department.Name == ItOperations)
            {
                staff.Add(id);
            }

            await insert.AddAsync(
                cancellationToken,
                id,
                $"{DisplayName(given)} {DisplayName(family)}",
                $"{MailName(given)}.{MailName(family)}@{random.Pick(MailDomains)}",
                department.Name,
                isHead ? department.HeadTitle : random.Pick(department.Titles),
                random.Pick(group.Offices),
                isHead ? null : heads[department.Name],
                // 020 7946 0xxx is set aside for fiction by Ofcom.
                random.Chance(80) ? string.Create(CultureInfo.InvariantCulture, $"+44 20 7946 0{index:D3}") : null,
                active ? 1 : 0,
                Timestamp.Format(FirstDay.AddDays(index * 7).AddSeconds(random.Next(32_400))));
        }

        return staff;
    }

    private static (NameGroup Group, string Given, string Family)[] ShuffledNames(IReadOnlyList<NameGroup> groups, SeedRandom random)
    {
        var names = groups
            .SelectMany(group => group.Given.SelectMany(given => group.Family.Select(family => (group, given, family))))
            .ToArray();
        random.Shuffle(names);
        return names;
    }

    private static string DisplayName(string name) => name.Split('|')[0];

    private static string MailName(string name)
    {
        var parts = name.Split('|');
#pragma warning disable CA1308 // E-mail addresses are conventionally lower case; nothing is compared.
        return parts.Length == 2 ? parts[1] : name.ToLowerInvariant();
#pragma warning restore CA1308
    }
}
