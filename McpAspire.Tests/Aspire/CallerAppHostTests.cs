using Aspire.Hosting.Testing;
using McpAspire.MockBackend.Entra;
using McpAspire.Tests.Integration;
using ModelContextProtocol.Client;

namespace McpAspire.Tests.Aspire;

/// <summary>The launch profile <c>caller</c>: the backend sees the user who calls, and applies the user's rights.</summary>
[Trait("Category", "Aspire")]
public sealed class CallerAppHostTests(CallerAppHostFixture fixture) : IClassFixture<CallerAppHostFixture>
{
    private readonly RunningEntra _entra = new(fixture.System.EntraDirectory);

    [Fact]
    public async Task One_user_can_close_a_ticket_and_another_one_cannot()
    {
        await using var user = await SignInAsync(Registrations.LocalUser);
        await using var reader = await SignInAsync(Registrations.LocalReader);
        var created = await user.CallOkAsync("create_ticket", """{"title":"Printer","description":"It prints nothing."}""");
        var id = created.GetProperty("id").GetString();
        var close = $$"""{"id":"{{id}}","status":"closed"}""";

        var refusal = await reader.CallFailsAsync("change_ticket_status", close);
        var seen = await reader.CallOkAsync("get_ticket", $$"""{"id":"{{id}}"}""");
        var closed = await user.CallOkAsync("change_ticket_status", close);

        Assert.Equal("forbidden", refusal.GetProperty("details").GetProperty("reason").GetString());
        Assert.Equal(EntraIds.LocalUser, seen.GetProperty("created_by").GetString());
        Assert.Equal(("open", "closed"), (seen.GetProperty("status").GetString(), closed.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task The_client_keeps_the_identity_of_the_server()
    {
        using var client = fixture.System.App.CreateHttpClient("mcp-client");
        var health = await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        var token = await _entra.TokenOfClientAsync("api://mcp-server/.default");
        await using var caller = await fixture.System.ConnectAsync(Cancellation, token);

        Assert.Contains("\"mcp-server\":{\"status\":\"healthy\"", health, StringComparison.Ordinal);
        await caller.CallOkAsync("list_tickets", "{}");
    }

    private async Task<McpClient> SignInAsync(UserRegistration user) =>
        await fixture.System.ConnectAsync(Cancellation, await _entra.TokenOfUserAsync(user.PreferredUserName));
}
