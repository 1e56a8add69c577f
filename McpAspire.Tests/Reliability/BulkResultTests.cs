using System.Net;
using System.Text.Json;
using McpAspire.Tests.Integration;

namespace McpAspire.Tests.Reliability;

/// <summary>Large results of the mock backend, through the server. The verb <c>results</c> of bench/ has the long form.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class BulkResultTests(BulkBackend bulk) : IClassFixture<BulkBackend>
{
    [Theory]
    [InlineData(1000)]
    [InlineData(100)]
    [InlineData(7)]
    public async Task Pages_return_every_row_once_and_no_response_exceeds_the_budget(int limit)
    {
        await using var server = new ServerHost(bulk.Backend.Address);

        var rows = await server.WalkAsync("query_data", $$"""{"dataset":"bulk","limit":{{limit}}}""");

        Assert.Equal(Enumerable.Range(1, BulkBackend.Rows), rows.Select(Id));
    }

    [Fact]
    public async Task The_minimum_budget_only_requires_more_calls()
    {
        await using var server = Small();

        var rows = await server.WalkAsync(
            "query_data", """{"dataset":"bulk","filters":{"id":{"lte":300}},"limit":1000}""", budget: BoundedPages.MinBudget);

        Assert.Equal(Enumerable.Range(1, 300), rows.Select(Id));
    }

    [Fact]
    public async Task Lists_are_within_the_minimum_budget()
    {
        await using var server = Small();

        // Closed tickets, because another test opens some that are too large for this.
        (string Tool, string Arguments)[] calls =
            [("list_users", """{"limit":100}"""), ("list_tickets", """{"limit":100,"status":"closed"}""")];
        foreach (var (tool, arguments) in calls)
        {
            var items = await server.WalkAsync(tool, arguments, "items", BoundedPages.MinBudget);
            Assert.Equal(items.Count, items.Select(item => item.GetProperty("id").GetString()).Distinct().Count());
        }
    }

    [Fact]
    public async Task Tickets_of_maximum_size_are_listed()
    {
        await using var server = new ServerHost(bulk.Backend.Address);
        var ticket = JsonSerializer.Serialize(new { title = Tickets(200), description = Tickets(5000) });
        await using (var client = await server.ConnectAsync())
        {
            for (var count = 0; count < 3; count++)
            {
                await client.CallOkAsync("create_ticket", ticket);
            }
        }

        var items = await server.WalkAsync("list_tickets", """{"limit":100,"status":"open"}""", "items");

        Assert.Equal(3, items.Count(item => item.GetProperty("description").GetString() == Tickets(5000)));
    }

    [Fact]
    public async Task An_endless_response_is_requested_again_with_fewer_rows()
    {
        await using var server = new ServerHost(bulk.Backend.Address);
        await using var client = await server.ConnectAsync();
        await bulk.Backend.InjectAsync("body=huge;path=/data/*");

        var page = await client.CallOkAsync("query_data", """{"dataset":"bulk","limit":100}""");

        Assert.Equal((2, 25), ((await bulk.Backend.RequestsAsync("POST", "/data/bulk/query")).Count, page.GetProperty("rows").GetInt32()));
        Assert.Equal((true, 25), (page.GetProperty("truncated").GetBoolean(), page.GetProperty("next_skip").GetInt32()));
    }

    [Fact]
    public async Task Endless_responses_are_an_error_after_the_attempt_with_one_row()
    {
        await using var server = new ServerHost(bulk.Backend.Address);
        await using var client = await server.ConnectAsync();
        await bulk.Backend.InjectAsync("body=huge;count=*;path=/data/*");

        var error = await client.CallFailsAsync("query_data", """{"dataset":"bulk","limit":100}""");

        Assert.Equal(
            ("bad_response", false),
            (error.GetProperty("details").GetProperty("reason").GetString(), error.GetProperty("retryable").GetBoolean()));
        Assert.Equal(4, (await bulk.Backend.RequestsAsync("POST", "/data/bulk/query")).Count);
        await bulk.Backend.InjectAsync();
        await bulk.Backend.PostAsync("/data/bulk/query", "{}").ReadAsync(HttpStatusCode.OK);
    }

    private static string Tickets(int count) => string.Concat(Enumerable.Repeat("🎫", count));

    private static int Id(JsonElement row) => row.GetProperty("id").GetInt32();

    private ServerHost Small() => new(bulk.Backend.Address, ("Backend:ResponseBudgetBytes", $"{BoundedPages.MinBudget}"));
}
