using System.Net;
using System.Text.Json;
using Aspire.Hosting.Testing;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Aspire;

[Trait("Category", "Aspire")]
public sealed class AppHostTests(AppHostFixture fixture) : IClassFixture<AppHostFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("backend")]
    [InlineData("mcp-server")]
    [InlineData("mcp-client")]
    public async Task Every_resource_becomes_healthy_and_answers(string resource)
    {
        await fixture.App.ResourceNotifications.WaitForResourceHealthyAsync(resource, Cancellation);
        using var client = fixture.App.CreateHttpClient(resource);
        using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_backend_answers_only_callers_with_a_token()
    {
        using var client = fixture.App.CreateHttpClient("backend");
        using var response = await client.GetAsync(new Uri("/users", UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (response.StatusCode, response.Headers.WwwAuthenticate.ToString()));
    }

    [Fact]
    public async Task The_server_offers_its_five_tools_over_mcp()
    {
        await using var client = await fixture.ConnectAsync(Cancellation);
        var tools = await client.ListToolsAsync(cancellationToken: Cancellation);
        Assert.Equal(["create_ticket", "get_user_profile", "list_tickets", "list_users", "query_data"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_reading_tool_reaches_the_backend()
    {
        await using var client = await fixture.ConnectAsync(Cancellation);
        var users = Structured(await client.CallToolAsync("list_users", new Dictionary<string, object?> { ["limit"] = 1 }, cancellationToken: Cancellation));
        var userId = users.GetProperty("items")[0].GetProperty("id").GetString();

        var profile = Structured(await client.CallToolAsync("get_user_profile", new Dictionary<string, object?> { ["user_id"] = userId }, cancellationToken: Cancellation));
        var data = Structured(await client.CallToolAsync("query_data", new Dictionary<string, object?> { ["dataset"] = "orders", ["limit"] = 2 }, cancellationToken: Cancellation));

        Assert.Equal(userId, profile.GetProperty("id").GetString());
        Assert.Equal(2, data.GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task A_created_ticket_is_in_the_list()
    {
        await using var client = await fixture.ConnectAsync(Cancellation);
        var title = $"Printer {Guid.NewGuid():N}";
        var created = Structured(await client.CallToolAsync("create_ticket", new Dictionary<string, object?> { ["title"] = title, ["description"] = "It is out of paper." }, cancellationToken: Cancellation));

        var listed = Structured(await client.CallToolAsync("list_tickets", new Dictionary<string, object?> { ["limit"] = 100 }, cancellationToken: Cancellation));

        var id = created.GetProperty("id").GetString();
        Assert.Contains(listed.GetProperty("items").EnumerateArray(), ticket => ticket.GetProperty("id").GetString() == id && ticket.GetProperty("title").GetString() == title);
    }

    private static JsonElement Structured(CallToolResult result)
    {
        Assert.False(result.IsError is true, string.Join('\n', result.Content.OfType<TextContentBlock>().Select(text => text.Text)));
        return Assert.NotNull(result.StructuredContent);
    }
}
