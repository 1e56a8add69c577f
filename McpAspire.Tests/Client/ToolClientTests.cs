using System.Text.Json;
using McpAspire.Client.Connection;
using McpAspire.Client.Tools;

namespace McpAspire.Tests.Client;

public sealed class ToolClientTests : IAsyncLifetime
{
    private FakeMcpServer _server = null!;
    private ClientHost _client = null!;
    private McpConnection _connection = null!;

    private static CancellationToken Token => Cancellation;

    private ToolClient Tools => _connection.Tools;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeMcpServer.StartAsync();
        _server.PageSize = 2;
        _client = new ClientHost(_server.Address.ToString(), ("Connection:CallTimeout", "00:00:10"));
        _connection = await _client.Connector.ConnectAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public void Discovers_the_tools_of_every_page() =>
        Assert.Equal(["list_users", "get_user_profile", "list_tickets", "query_data", "create_ticket"], _connection.ToolNames);

    [Fact]
    public async Task Gets_a_user()
    {
        var user = await Tools.GetUserProfileAsync("123", includeDetails: true, Token);

        AssertCalled("get_user_profile", """{"user_id":"123","include_details":true}""");
        Assert.Equal(("123", "Ada Secret", "ada@example.com"), (user.Id, user.Name, user.Email));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), user.CreatedAt);
        Assert.Equal("Secret", user.Details!["department"].GetString());
    }

    [Fact]
    public async Task Lists_users()
    {
        var page = await Tools.ListUsersAsync(skip: 5, limit: 20, Token);

        AssertCalled("list_users", """{"skip":5,"limit":20}""");
        Assert.Equal((50, 0, 10, true, false, 10), (page.Total, page.Skip, page.Limit, page.HasMore, page.Truncated, page.NextSkip));
        Assert.Equal("u-001", Assert.Single(page.Items).Id);
    }

    [Fact]
    public async Task Creates_a_ticket()
    {
        var ticket = await Tools.CreateTicketAsync("Title", "A description", TicketPriority.Critical, "u-001", "order-1", Token);

        AssertCalled(
            "create_ticket",
            """{"title":"Title","description":"A description","priority":"critical","assignee_id":"u-001","idempotency_key":"order-1"}""");
        Assert.Equal(
            ("t-1", TicketPriority.High, TicketStatus.InProgress, null), (ticket.Id, ticket.Priority, ticket.Status, ticket.AssigneeId));
    }

    [Fact]
    public async Task Lists_tickets()
    {
        var page = await Tools.ListTicketsAsync(TicketStatus.InProgress, skip: 1, limit: 2, Token);

        AssertCalled("list_tickets", """{"status":"in_progress","skip":1,"limit":2}""");
        Assert.Equal((7, false, null), (page.Total, page.HasMore, page.NextSkip));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), Assert.Single(page.Items).UpdatedAt);
    }

    [Fact]
    public async Task Omits_arguments_without_a_value()
    {
        await Tools.ListTicketsAsync(cancellationToken: Token);

        AssertCalled("list_tickets", """{"skip":0,"limit":10}""");
    }

    [Fact]
    public async Task Queries_data()
    {
        var filters = new Dictionary<string, JsonElement>
        {
            ["age"] = JsonElement.Parse("""{"gte":18}"""),
            ["team"] = JsonElement.Parse("\"a\""),
        };

        var rows = await Tools.QueryDataAsync("users", filters, skip: 0, limit: 1, Token);

        AssertCalled("query_data", """{"dataset":"users","filters":{"age":{"gte":18},"team":"a"},"skip":0,"limit":1}""");
        Assert.Equal(("users", 1, 50, true, 1), (rows.Dataset, rows.Rows, rows.Total, rows.HasMore, rows.NextSkip));
        Assert.Equal("ada@example.com", Assert.Single(rows.Data).GetProperty("email").GetString());
    }

    [Fact]
    public async Task Throws_after_the_timeout()
    {
        await using var hasty = new ClientHost(_server.Address.ToString(), ("Connection:CallTimeout", "00:00:00.1"));
        await using var connection = await hasty.Connector.ConnectAsync(Token);
        _server.Gate = Task.Delay(Timeout.Infinite, Token);

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => connection.Tools.ListUsersAsync(cancellationToken: Token));

        Assert.Equal("no response within 0.1 seconds", failure.Message);
    }

    private void AssertCalled(string tool, string arguments)
    {
        var (called, given) = Assert.Single(_server.Calls);
        Assert.Equal(tool, called);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(arguments), given), given.GetRawText());
    }
}
