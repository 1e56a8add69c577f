using McpAspire.Tests.Integration;

namespace McpAspire.Tests.OpenApi;

/// <summary>The AppHost's configuration of the mock backend's own document: two operations that no C# tool has.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class MockApiTests
{
    [Fact]
    public async Task Generated_tools_read_and_change_a_ticket_beside_the_other_tools()
    {
        await using var backend = new BackendFixture();
        await backend.InitializeAsync();
        await using var host = new ServerHost(
            backend.Address,
            ("APIS_FILE", Repository.PathOf("McpAspire.AppHost", "apis.json")),
            ("Apis:desk:BaseAddress", backend.Address.AbsoluteUri),
            ("services:backend:http:0", backend.Address.AbsoluteUri),
            ("Apis:desk:Scopes", ""));
        await using var client = await host.ConnectAsync();
        var tools = await client.ListToolsAsync(cancellationToken: Cancellation);
        var created = await client.CallOkAsync("create_ticket", """{"title":"Printer","description":"It prints nothing."}""");
        var id = created.GetProperty("id").GetString();

        var read = await client.CallOkAsync("get_ticket", $$"""{"id":"{{id}}"}""");
        var changed = await client.CallOkAsync("change_ticket_status", $$"""{"id":"{{id}}","status":"closed","idempotency_key":"k1"}""");
        var conflict = await client.CallFailsAsync("change_ticket_status", $$"""{"id":"{{id}}","status":"open","idempotency_key":"k1"}""");
        var missing = await client.CallFailsAsync("get_ticket", """{"id":"none"}""");

        Assert.Equal(
            ["change_ticket_status", "create_ticket", "get_ticket", "get_user_profile", "list_tickets", "list_users", "query_data"],
            tools.Select(static tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("open", "closed"), (read.GetProperty("status").GetString(), changed.GetProperty("status").GetString()));
        Assert.Equal("conflict", conflict.GetProperty("details").GetProperty("reason").GetString());
        Assert.Equal("not_found", missing.GetProperty("details").GetProperty("reason").GetString());
    }
}
