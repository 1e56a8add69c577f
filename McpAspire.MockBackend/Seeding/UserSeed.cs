using System.Globalization;
using McpAspire.MockBackend.Json;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Seeding;

/// <summary>Users: <c>user-001</c> to <c>user-359</c>, and <c>123</c>, which examples use.</summary>
internal static class UserSeed
{
    private const int Count = 360;

    private static readonly string[] MailDomains = ["example.com", "example.com", "example.com", "example.org", "example.net"];

    private static readonly DateTimeOffset FirstDay = new(2018, 3, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Inserts the users, and returns the ids of those who work on tickets.</summary>
    public static async Task<IReadOnlyList<string>> InsertAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var random = new SeedRandom(20_180_305);
        var names = ShuffledNames(random);
        var heads = new Dictionary<string, string>();
        var staff = new List<string>();
        await using var insert = new BulkInsert(
            connection, "users",
            "id", "name", "email", "department", "title", "location", "manager_id", "phone", "active", "created_at");
        for (var index = 0; index < Count; index++)
        {
            var (group, given, family) = names[index];
            var id = index == Count - 1 ? "123" : string.Create(CultureInfo.InvariantCulture, $"user-{index + 1:D3}");
            var department = index < Department.All.Count ? Department.All[index] : random.Pick(Department.All);
            var isHead = heads.TryAdd(department.Name, id);
            var active = isHead || id is "123" or "user-123" || !random.Chance(6);
            if (active && department.Name == Department.ItOperations)
            {
                staff.Add(id);
            }

            await insert.AddAsync(
                cancellationToken,
                id,
                $"{NameGroup.Shown(given)} {NameGroup.Shown(family)}",
                $"{NameGroup.Plain(given)}.{NameGroup.Plain(family)}@{random.Pick(MailDomains)}",
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

    private static (NameGroup Group, string Given, string Family)[] ShuffledNames(SeedRandom random)
    {
        var names = NameGroup.All
            .SelectMany(group => group.Given.SelectMany(given => group.Family.Select(family => (group, given, family))))
            .ToArray();
        for (var last = names.Length - 1; last > 0; last--)
        {
            var other = random.Next(last + 1);
            (names[last], names[other]) = (names[other], names[last]);
        }

        return names;
    }
}
