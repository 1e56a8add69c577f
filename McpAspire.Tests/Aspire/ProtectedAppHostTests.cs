using System.Net;
using System.Net.Http.Headers;
using Aspire.Hosting.Testing;

namespace McpAspire.Tests.Aspire;

/// <summary>The launch profile <c>protected</c>: all calls, including the client's, require a token of the local Entra ID.</summary>
[Trait("Category", "Aspire")]
public sealed class ProtectedAppHostTests(ProtectedAppHostFixture fixture) : IClassFixture<ProtectedAppHostFixture>
{
    private const string Server = "api://mcp-server/.default";
    private const string Backend = "api://mcp-backend/.default";
    private readonly RunningEntra _entra = new(fixture.System.EntraDirectory);

    [Fact]
    public async Task The_client_connects_with_its_own_token()
    {
        using var client = fixture.System.App.CreateHttpClient("mcp-client");
        var health = await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);

        Assert.Contains("\"mcp-server\":{\"status\":\"healthy\"", health, StringComparison.Ordinal);
        Assert.Contains("\"token\":{\"status\":\"healthy\"", health, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tools")]
    [InlineData("/.well-known/oauth-protected-resource/mcp")]
    public async Task Callers_without_a_token_get_only_the_address_of_the_authority(string path)
    {
        using var client = fixture.System.App.CreateHttpClient("mcp-server");
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(path == "/tools" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("create_ticket", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_have_the_tools_of_their_roles()
    {
        await using var all = await fixture.System.ConnectAsync(Cancellation, await _entra.TokenOfClientAsync(Server));
        await using var some = await fixture.System.ConnectAsync(Cancellation, await _entra.TokenOfWorkstationAsync(Server));

        Assert.Equal(DocumentedTools.Names.Count, (await all.ListToolsAsync(cancellationToken: Cancellation)).Count);
        Assert.Equal(
            DocumentedTools.With("Tickets.Read", "Users.Read"),
            (await some.ListToolsAsync(cancellationToken: Cancellation)).Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.False((await some.CallToolAsync("list_users", cancellationToken: Cancellation)).IsError is true);
        var arguments = new Dictionary<string, object?> { ["dataset"] = "users" };
        var refusal = await Assert.ThrowsAsync<HttpRequestException>(async () =>
            await some.CallToolAsync("query_data", arguments, cancellationToken: Cancellation));
        Assert.Equal(HttpStatusCode.Forbidden, refusal.StatusCode);
    }

    [Theory]
    [InlineData("/users", HttpStatusCode.OK)]
    [InlineData("/tickets", HttpStatusCode.Forbidden)]
    public async Task The_backend_accepts_only_callers_with_the_role(string path, HttpStatusCode status)
    {
        using var client = fixture.System.App.CreateHttpClient("backend");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await _entra.TokenOfClientAsync(Backend));
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        Assert.Equal(status, response.StatusCode);
    }
}
