namespace McpAspire.Tests.Integration;

[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ToolResultsTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("123")]
    [InlineData("user-123")]
    public async Task Gets_the_users_of_the_examples(string id)
    {
        var user = await server.Client.CallOkAsync("get_user_profile", $$"""{"user_id":"{{id}}"}""");

        Assert.Equal(id, user.GetProperty("id").GetString());
        Assert.Contains('@', user.GetProperty("email").GetString()!);
        Assert.True(user.GetProperty("created_at").TryGetDateTimeOffset(out _));
        Assert.False(user.TryGetProperty("details", out _));
    }

    [Fact]
    public async Task Adds_details_only_if_requested()
    {
        var user = await server.Client.CallOkAsync("get_user_profile", """{"user_id":"123","include_details":true}""");

        Assert.False(string.IsNullOrEmpty(user.GetProperty("details").GetProperty("department").GetString()));
    }

    [Fact]
    public async Task Pages_through_all_users_exactly_once()
    {
        var seen = new HashSet<string>();
        int? skip = 0;
        var total = 0;
        while (skip is not null)
        {
            var page = await server.Client.CallOkAsync("list_users", $$"""{"skip":{{skip}},"limit":100}""");
            total = page.GetProperty("total").GetInt32();
            Assert.All(page.GetProperty("items").EnumerateArray(), user => Assert.True(seen.Add(user.GetProperty("id").GetString()!)));
            skip = page.TryGetProperty("next_skip", out var next) ? next.GetInt32() : null;
            Assert.Equal(skip is not null, page.GetProperty("has_more").GetBoolean());
        }

        Assert.Equal(total, seen.Count);
        Assert.InRange(total, 300, 999);
    }

    [Fact]
    public async Task Creates_a_ticket_that_is_listed_afterwards()
    {
        var title = $"Printer {Guid.NewGuid():N}";
        var created = await server.Client.CallOkAsync(
            "create_ticket", $$"""{"title":"{{title}}","description":"It prints nothing but stripes.","assignee_id":"123"}""");

        Assert.Equal(
            ("medium", "open", "123"),
            (
                created.GetProperty("priority").GetString(),
                created.GetProperty("status").GetString(),
                created.GetProperty("assignee_id").GetString()));
        var listed = await server.Client.CallOkAsync("list_tickets", """{"status":"open","limit":100}""");
        Assert.Contains(listed.GetProperty("items").EnumerateArray(), ticket => ticket.GetProperty("title").GetString() == title);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("in_progress")]
    [InlineData("closed")]
    public async Task Lists_only_tickets_of_the_requested_status(string status)
    {
        var page = await server.Client.CallOkAsync("list_tickets", $$"""{"status":"{{status}}"}""");

        Assert.Equal(10, page.GetProperty("items").GetArrayLength());
        Assert.All(page.GetProperty("items").EnumerateArray(), ticket => Assert.Equal(status, ticket.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Queries_a_dataset_by_filter()
    {
        var user = await server.Client.CallOkAsync("query_data", """{"dataset":"users","filters":{"id":"123"}}""");

        Assert.Equal(
            (1, 1, "users"),
            (user.GetProperty("rows").GetInt32(), user.GetProperty("total").GetInt32(), user.GetProperty("dataset").GetString()));
        Assert.Equal("123", Assert.Single(user.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_tools_are_those_of_the_documentation() => Assert.Equal(
        DocumentedTools.Names,
        (await server.Client.ListToolsAsync(cancellationToken: Cancellation)).Select(static tool => tool.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public async Task Returns_errors_when_the_backend_cannot_be_reached()
    {
        await using var alone = new ServerHost(new Uri("http://127.0.0.1:9"));
        await using var client = await alone.ConnectAsync();

        Assert.Equal(
            DocumentedTools.Names.Count, (await client.ListToolsAsync(cancellationToken: Cancellation)).Count);
        var error = await client.CallFailsAsync("create_ticket", """{"title":"Printer","description":"It prints nothing."}""");
        Assert.Equal(
            ("unavailable", true),
            (error.GetProperty("details").GetProperty("reason").GetString(), error.GetProperty("retryable").GetBoolean()));
    }
}
