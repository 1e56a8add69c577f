using System.Text.Json;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class TicketListTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData("&status=open")]
    [InlineData("&status=in_progress")]
    [InlineData("&status=closed")]
    public async Task Pages_show_every_ticket_once_and_newest_first(string status)
    {
        var tickets = new List<JsonElement>();
        int total;
        do
        {
            var page = await backend.GetAsync($"/tickets?skip={tickets.Count}&limit=97{status}").ReadAsync();
            total = page.GetProperty("total").GetInt32();
            tickets.AddRange(page.GetProperty("items").EnumerateArray());
        }
        while (tickets.Count < total);

        var created = tickets.Select(ticket => ticket.GetProperty("created_at").GetString()).ToArray();
        Assert.Equal(total, tickets.Select(ticket => ticket.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(created.OrderDescending(StringComparer.Ordinal), created);
        Assert.All(tickets, ticket => Assert.True(status.Length == 0 || status == $"&status={ticket.GetProperty("status").GetString()}"));
    }

    [Fact]
    public async Task Statuses_add_up()
    {
        var totals = new List<int>();
        foreach (var query in new[] { "", "?status=open", "?status=in_progress", "?status=closed" })
        {
            totals.Add((await backend.GetAsync($"/tickets{query}").ReadAsync()).GetProperty("total").GetInt32());
        }

        Assert.Equal(1400, totals[0]);
        Assert.Equal(totals[0], totals.Skip(1).Sum());
        Assert.All(totals, total => Assert.True(total > 50));
    }

    [Theory]
    [InlineData("status=done", "status")]
    [InlineData("status=Open", "status")]
    [InlineData("status=InProgress", "status")]
    [InlineData("status=1", "status")]
    [InlineData("status=open'%20OR%20'1'='1", "status")]
    [InlineData("status=open&status=closed", "status")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=0", "limit")]
    [InlineData("skip=-1", "skip")]
    [InlineData("status=&skip=-1", "skip", "status")]
    public async Task Rejects_queries_that_break_a_rule(string query, params string[] fields)
    {
        await backend.GetAsync($"/tickets?{query}").RefusesAsync(fields);
    }

    [Fact]
    public async Task Seeded_tickets_obey_the_rules_of_new_ones()
    {
        var users = new HashSet<string>();
        for (var skip = 0; skip < 1400; skip += 100)
        {
            var page = await backend.GetAsync($"/tickets?skip={skip}&limit=100").ReadAsync();
            foreach (var ticket in page.GetProperty("items").EnumerateArray())
            {
                Assert.InRange(ticket.GetProperty("title").GetString()!.Length, 1, 200);
                Assert.InRange(ticket.GetProperty("description").GetString()!.Length, 10, 5000);
                Assert.DoesNotContain('{', ticket.GetProperty("title").GetString() + ticket.GetProperty("description").GetString());
                Assert.True(
                    string.CompareOrdinal(ticket.GetProperty("created_at").GetString(), ticket.GetProperty("updated_at").GetString()) <= 0);
                if (ticket.TryGetProperty("assignee_id", out var assignee))
                {
                    users.Add(assignee.GetString()!);
                }
            }
        }

        Assert.InRange(users.Count, 10, 100);
    }
}
