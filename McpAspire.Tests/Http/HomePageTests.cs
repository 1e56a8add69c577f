using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace McpAspire.Tests.Http;

/// <summary>The page for browsers.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed partial class HomePageTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Fact]
    public async Task Names_the_server_every_tool_and_the_ways_to_connect()
    {
        var (_, html) = await GetAsync(server.Host, Browser);

        Assert.Contains("<h1>service-mcp-server 1.0.0</h1>", html, StringComparison.Ordinal);
        Assert.All(DocumentedTools.Names, tool => Assert.Contains($"<code>{tool}</code>", html, StringComparison.Ordinal));
        Assert.All(
            [
                ".vscode/mcp.json",
                $"{server.Endpoint}",
                "@modelcontextprotocol/inspector",
                "curl -s ",
                "href=\"/health/ready\"",
                "href=\"/tools\"",
            ],
            text => Assert.Contains(text, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_policy_allows_its_own_style_and_nothing_else()
    {
        var (response, html) = await GetAsync(server.Host, Browser);

        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style().Match(html).Groups[1].Value)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configured_text_is_encoded()
    {
        await using var host = new ServerHost(new("http://127.0.0.1:9"), ("McpServer:Name", "<script>alert('1')</script>"));

        var (_, html) = await GetAsync(host, Browser);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<h1>&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; ", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_no_tools_if_callers_need_tokens()
    {
        await using var protectedServer = new ProtectedServer();
        await protectedServer.InitializeAsync();

        var (_, html) = await GetAsync(protectedServer.Host, Browser);

        Assert.All(DocumentedTools.Names, tool => Assert.DoesNotContain(tool, html, StringComparison.Ordinal));
        Assert.Contains("Callers need a token", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "*/*")]
    [InlineData("GET", "application/json")]
    [InlineData("GET", "text/html;q=0, application/json")]
    [InlineData("GET", null)]
    [InlineData("POST", Browser)]
    public async Task Other_requests_find_nothing(string verb, string? accept) =>
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(server.Host, accept, verb)).Response.StatusCode);

    [Fact]
    public async Task A_setting_switches_it_off()
    {
        await using var host = new ServerHost(new("http://127.0.0.1:9"), ("HOME_PAGE", "false"));

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(host, Browser)).Response.StatusCode);
    }

    private static async Task<(HttpResponseMessage Response, string Body)> GetAsync(ServerHost host, string? accept, string verb = "GET")
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(new(verb), host.Address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await http.SendAsync(request, Cancellation);
        return (response, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [GeneratedRegex("<style>(.*)</style>")]
    private static partial Regex Style();
}
