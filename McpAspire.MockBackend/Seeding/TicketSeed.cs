using System.Globalization;
using McpAspire.MockBackend.Json;
using Microsoft.Data.Sqlite;

namespace McpAspire.MockBackend.Seeding;

/// <summary>Tickets of about a year, oldest first: old ones mostly closed, new ones mostly open.</summary>
internal static class TicketSeed
{
    private const int Count = 1_400;

    public static async Task InsertAsync(
        SqliteConnection connection, SeedWords words, IReadOnlyList<string> staff, CancellationToken cancellationToken)
    {
        var random = new SeedRandom(20_250_101);
        var start = SeedData.End.AddDays(-365);
        var secondsBetween = (int)((SeedData.End - start).TotalSeconds / Count);
        await using var insert = new BulkInsert(
            connection, "tickets", "title", "description", "priority", "status", "assignee_id", "created_at", "updated_at");
        for (var index = 0; index < Count; index++)
        {
            var createdAt = start.AddSeconds(((long)index * secondsBetween) + random.Next(secondsBetween));
            var age = SeedData.End - createdAt;
            var (title, description) = Fill(words, random);
            var status = StatusOf(age.Days, random);
            var isAssigned = status is not "open" || random.Chance(45);
            await insert.AddAsync(
                cancellationToken,
                title,
                description,
                PriorityOf(title, random),
                status,
                isAssigned ? random.Pick(staff) : null,
                Timestamp.Format(createdAt),
                Timestamp.Format(isAssigned
                    ? createdAt.AddMinutes(random.Between(5, (int)Math.Clamp(age.TotalMinutes, 6, 20_000)))
                    : createdAt));
        }
    }

    private static (string Title, string Description) Fill(SeedWords words, SeedRandom random)
    {
        var template = random.Pick(words.Tickets);
        (string Key, string Value)[] values =
        [
            ("{app}", random.Pick(words.Apps)),
            ("{site}", random.Pick(words.Sites)),
            ("{device}", random.Pick(words.Devices)),
            ("{team}", random.Pick(words.Teams)),
            ("{code}", random.Pick(words.Codes)),
            ("{n}", random.Between(2, 30).ToString(CultureInfo.InvariantCulture)),
        ];
        return (Capitalized(Replace(template.Title)), Capitalized(Replace(template.Description)));

        string Replace(string text)
        {
            return values.Aggregate(text, (result, value) => result.Replace(value.Key, value.Value, StringComparison.Ordinal));
        }
    }

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string PriorityOf(string title, SeedRandom random) => title.StartsWith("Outage", StringComparison.Ordinal)
        ? random.PickWeighted(("high", 40), ("critical", 60))
        : random.PickWeighted(("low", 28), ("medium", 47), ("high", 21), ("critical", 4));

    private static string StatusOf(int ageInDays, SeedRandom random) => ageInDays switch
    {
        < 7 => random.PickWeighted(("open", 65), ("in_progress", 25), ("closed", 10)),
        < 45 => random.PickWeighted(("open", 20), ("in_progress", 35), ("closed", 45)),
        _ => random.PickWeighted(("open", 3), ("in_progress", 5), ("closed", 92)),
    };
}
