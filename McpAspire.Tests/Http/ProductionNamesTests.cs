using System.Net;

namespace McpAspire.Tests.Http;

/// <summary>In Production, only configured names are allowed, and loopback as a Host.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ProductionNamesTests
{
    [Theory]
    [InlineData("Host", "mcp.example.com", HttpStatusCode.OK)]
    [InlineData("Host", "a.b.svc.example.com", HttpStatusCode.OK)]
    [InlineData("Host", "localhost:3333", HttpStatusCode.OK)]
    [InlineData("Host", "other.example.com", HttpStatusCode.Forbidden)]
    [InlineData("Host", "evilsvc.example.com", HttpStatusCode.Forbidden)]
    [InlineData("Host", "10.0.0.1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://tools.example.com", HttpStatusCode.OK)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost:6274", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    public async Task Only_configured_names_may_call(string header, string value, HttpStatusCode status)
    {
        await using var server = Start(
            ("ALLOWED_HOSTS", "mcp.example.com, *.svc.example.com"), ("ALLOWED_ORIGINS", "https://tools.example.com"));

        Assert.Equal(status, (await server.SendAsync("/mcp", McpRequests.List.With(header, value))).Status);
    }

    [Theory]
    [InlineData("http://localhost:6274", HttpStatusCode.OK)]
    [InlineData("http://localhost:6275", HttpStatusCode.Forbidden)]
    public async Task A_loopback_origin_may_call_when_it_is_configured(string origin, HttpStatusCode status)
    {
        await using var server = Start(("ALLOWED_ORIGINS", "http://localhost:6274"));

        Assert.Equal(status, (await server.SendAsync("/mcp", McpRequests.List.With("Origin", origin))).Status);
    }

    [Fact]
    public async Task Without_a_list_only_loopback_hosts_and_requests_without_origin_pass()
    {
        await using var server = Start();

        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("/mcp", McpRequests.List)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync("/mcp", McpRequests.List.With("Host", "mcp.example.com"))).Status);
        Assert.Equal(
            HttpStatusCode.OK,
            (await server.SendAsync("/health/live", McpRequests.List.With("Host", "10.0.0.1") with { Verb = "GET" })).Status);
    }

    [Fact]
    public async Task A_star_allows_every_name()
    {
        await using var server = Start(("ALLOWED_HOSTS", "*"), ("ALLOWED_ORIGINS", "*"));

        Assert.Equal(
            HttpStatusCode.OK,
            (await server.SendAsync("/mcp", McpRequests.List.With("Host", "any.example").With("Origin", "https://any.example"))).Status);
    }

    [Theory]
    [InlineData("", HttpStatusCode.NotFound)]
    [InlineData("true", HttpStatusCode.OK)]
    public async Task The_page_for_browsers_is_served_only_if_a_setting_asks_for_it(string homePage, HttpStatusCode status)
    {
        await using var server = Start(("HOME_PAGE", homePage));

        Assert.Equal(status, (await server.SendAsync("/", McpRequests.List.With("Accept", "text/html") with { Verb = "GET" })).Status);
    }

    private static ServerHost Start(params (string Name, string Value)[] settings) => new(
        new Uri("http://127.0.0.1:9"),
        [
            ("ENVIRONMENT", "Production"),
            ("HOST", "127.0.0.1"),
            ("AUTHORIZATION_ALLOW_NONE", "true"),
            ("AZURE_TENANT_ID", "11111111-1111-1111-1111-111111111111"),
            ("AZURE_CLIENT_ID", "22222222-2222-2222-2222-222222222222"),
            ("AZURE_FEDERATED_TOKEN_FILE", typeof(ProductionNamesTests).Assembly.Location),
            ("AZURE_SCOPES", "api://backend/.default"),
            .. settings,
        ]);
}
