using McpAspire.MockBackend.Entra;
using Microsoft.AspNetCore.WebUtilities;
using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class McpSignInTests(ProtectedServer server) : IClassFixture<ProtectedServer>
{
    private const string UsersRead = "api://mcp-server/Users.Read";

    private readonly ProtectedBackend _backend = server.Backend;
    private int _signIns;

    [Fact]
    public async Task The_SDK_client_refreshes_its_token_without_the_user()
    {
        var tokens = new StaleTokenCache(isStale: true);
        await using var client = await ConnectAsync(server.Host.Endpoint, tokens);

        await client.ListToolsAsync(cancellationToken: Cancellation);
        Assert.Equal(1, _signIns);
        Assert.InRange(tokens.Stored, 2, int.MaxValue);
    }

    [Fact]
    public async Task The_SDK_client_signs_a_user_in_and_the_server_accepts_the_token()
    {
        var tokens = new StaleTokenCache(isStale: false);
        await using var client = await ConnectAsync(server.Host.Endpoint, tokens);

        Assert.Equal(DocumentedTools.Names.Count, (await client.ListToolsAsync(cancellationToken: Cancellation)).Count);
        Assert.Equal(1, _signIns);
        Assert.Equal("Data.Read Tickets.Read Tickets.Write Users.Read", (string?)TokenParts.Claims(tokens.Last!.AccessToken)["scp"]);
    }

    [Fact]
    public async Task The_SDK_client_requests_another_scope_when_a_tool_needs_it()
    {
        var tokens = new StaleTokenCache(isStale: false);
        await using var client = await ConnectAsync(server.Host.Endpoint, tokens, asked => _signIns == 0 ? [UsersRead] : asked);
        var before = (string?)TokenParts.Claims(tokens.Last!.AccessToken)["scp"];
        var result = await client.CallToolAsync("list_tickets", cancellationToken: Cancellation);

        Assert.Equal("Users.Read", before);
        Assert.NotEqual(true, result.IsError);
        Assert.Equal(2, _signIns);
    }

    private Task<McpClient> ConnectAsync(Uri endpoint, ITokenCache tokens, ScopeSelectorDelegate? scopes = null)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = endpoint,
            TransportMode = HttpTransportMode.StreamableHttp,
            OAuth = new()
            {
                ClientId = EntraIds.IdeApp,
                RedirectUri = new(SignIn.RedirectUri),
                AuthorizationCallbackHandler = SignInAsync,
                TokenCache = tokens,
                ScopeSelector = scopes,
            },
        };
        return McpClient.CreateAsync(new HttpClientTransport(options, _backend.Authority), cancellationToken: Cancellation);
    }

    /// <summary>Acts as the browser and the client's listener at the redirect URI.</summary>
    private async Task<AuthorizationResult?> SignInAsync(
        AuthorizationCallbackContext context,
        CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _signIns);
        using var response = await _backend.Authority.GetAsync(context.AuthorizationUri, cancellationToken);
        var parameters = QueryHelpers.ParseQuery(response.Headers.Location!.Query);
        return new() { Code = parameters["code"], State = parameters["state"] };
    }
}
