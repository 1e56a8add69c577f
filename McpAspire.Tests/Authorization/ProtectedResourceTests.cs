using System.Net;

namespace McpAspire.Tests.Authorization;

/// <summary>Protected resource metadata (RFC 9728).</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ProtectedResourceTests(ProtectedServer server) : IClassFixture<ProtectedServer>
{
    private const string WellKnown = "/.well-known/oauth-protected-resource";

    [Theory]
    [InlineData("")]
    [InlineData("/mcp")]
    [InlineData("/messages")]
    [InlineData("/_mcp/messages")]
    [InlineData("/tools")]
    [InlineData("/mcp/")]
    [InlineData("/messages/")]
    public async Task The_metadata_is_at_the_well_known_address_of_each_endpoint_and_of_the_host(string path)
    {
        var answer = await GetAsync(WellKnown + path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(server.Host.Address.GetLeftPart(UriPartial.Authority) + path.TrimEnd('/'), (string?)answer.Message!["resource"]);
        Assert.Equal(
            [server.Backend.Entra.Addresses.Issuer], answer.Message["authorization_servers"]!.AsArray().Select(one => (string?)one));
        Assert.Equal(
            [
                "api://mcp-server/Users.Read",
                "api://mcp-server/Tickets.Read",
                "api://mcp-server/Tickets.Write",
                "api://mcp-server/Data.Read",
            ],
            answer.Message["scopes_supported"]!.AsArray().Select(one => (string?)one));
        Assert.Equal(["header"], answer.Message["bearer_methods_supported"]!.AsArray().Select(one => (string?)one));
    }

    [Theory]
    [InlineData("/mcp/")]
    [InlineData("/messages/")]
    public async Task The_challenge_of_an_endpoint_with_a_trailing_slash_has_a_valid_address(string path)
    {
        var challenge = (await server.SendAsync(path, McpRequests.List, token: null)).Header("WWW-Authenticate")!;

        var metadata = new Uri(challenge[(challenge.IndexOf("resource_metadata=\"", StringComparison.Ordinal) + 19)..^1]);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(metadata.AbsolutePath)).Status);
    }

    [Fact]
    public async Task Scripts_of_an_allowed_origin_can_read_the_challenge_and_the_metadata()
    {
        const string Origin = "http://localhost:6274";
        var request = McpRequests.List.With("Origin", Origin);

        var preflight = await server.SendAsync(
            "/mcp", (request with { Verb = "OPTIONS" }).With("Access-Control-Request-Method", "POST"), token: null);
        var challenge = await server.SendAsync("/mcp", request, token: null);
        var metadata = await server.SendAsync($"{WellKnown}/mcp", request with { Verb = "GET" }, token: null);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Unauthorized), (preflight.Status, challenge.Status));
        Assert.All([preflight, challenge, metadata], answer => Assert.Equal(Origin, answer.Header("Access-Control-Allow-Origin")));
        Assert.Equal(
            "WWW-Authenticate,Retry-After,MCP-Protocol-Version,Mcp-Session-Id", challenge.Header("Access-Control-Expose-Headers"));
    }

    [Fact]
    public async Task Other_paths_have_no_metadata() =>
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{WellKnown}/else")).Status);

    [Fact]
    public async Task The_addresses_have_the_requested_host()
    {
        await using var host = new ServerHost(
            new Uri("http://127.0.0.1:9"),
            [.. server.Settings, ("ALLOWED_HOSTS", "mcp.example.com"), ("ForwardedHeaders_Enabled", "true")]);
        var behindProxy = McpRequests.List.With("Host", "mcp.example.com").With("X-Forwarded-Proto", "https");

        var challenge = (await host.SendAsync("/mcp", behindProxy)).Header("WWW-Authenticate");
        var metadata = await host.SendAsync($"{WellKnown}/mcp", behindProxy with { Verb = "GET" });

        Assert.EndsWith($"resource_metadata=\"https://mcp.example.com{WellKnown}/mcp\"", challenge, StringComparison.Ordinal);
        Assert.Equal("https://mcp.example.com/mcp", (string?)metadata.Message!["resource"]);
    }

    [Fact]
    public async Task A_foreign_host_is_refused()
    {
        var answer = await server.SendAsync(WellKnown, (McpRequests.List with { Verb = "GET" }).With("Host", "evil.example"), token: null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    private Task<McpAnswer> GetAsync(string path) => server.SendAsync(path, McpRequests.List with { Verb = "GET" }, token: null);
}
