using McpAspire.MockBackend.Entra;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.Tests.Protocol;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore.Authentication;
using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Entra;

[Trait("Category", "Integration")]
public sealed class McpSignInTests(ProtectedBackend backend) : IClassFixture<ProtectedBackend>
{
    private int _signIns;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_client_of_the_sdk_signs_a_person_in_and_calls_a_tool()
    {
        await using var host = await StartAsync();
        var tokens = new StaleTokenCache(isStale: false);
        await using var client = await ConnectAsync(host, tokens);

        Assert.Equal($"{EntraIds.IdeApp} /mcp True", await CallAsync(client));
        Assert.Equal(1, _signIns);
        Assert.Equal("Tickets.Read Users.Read", (string?)TokenParts.Claims(tokens.Last!.AccessToken)["scp"]);
    }

    [Fact]
    public async Task The_client_of_the_sdk_refreshes_its_token_without_the_person()
    {
        await using var host = await StartAsync();
        var tokens = new StaleTokenCache(isStale: true);
        await using var client = await ConnectAsync(host, tokens);

        await CallAsync(client);
        Assert.Equal(1, _signIns);
        Assert.InRange(tokens.Stored, 2, int.MaxValue);
    }

    private Task<McpTestHost> StartAsync() => McpTestHost.StartAsync(
        (builder, _) =>
        {
            builder.AddBearerTokens((bearer, _) =>
            {
                bearer.Authority = backend.Entra.Addresses.Issuer;
                bearer.Audience = EntraIds.ServerResource;
                bearer.BackchannelHttpHandler = AuthorityTrust.CreateHandler([backend.Entra.Root]);
            });
            builder.Services
                .AddAuthentication(options => options.DefaultChallengeScheme = McpAuthenticationDefaults.AuthenticationScheme)
                .AddMcp(options => options.ResourceMetadata = new()
                {
                    AuthorizationServers = { backend.Entra.Addresses.Issuer },
                    ScopesSupported = { "api://mcp-server/Users.Read", "api://mcp-server/Tickets.Read" },
                });
            builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        },
        app => app.UseAuthentication().UseAuthorization());

    private Task<McpClient> ConnectAsync(McpTestHost host, ITokenCache tokens)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = host.Endpoint,
            TransportMode = HttpTransportMode.StreamableHttp,
            OAuth = new()
            {
                ClientId = EntraIds.IdeApp,
                RedirectUri = new(SignIn.RedirectUri),
                AuthorizationCallbackHandler = SignInAsync,
                TokenCache = tokens,
            },
        };
        return McpClient.CreateAsync(new HttpClientTransport(options, backend.Authority), cancellationToken: Cancellation);
    }

    /// <summary>What the browser does, and the client's listener at the redirect URI.</summary>
    private async Task<ModelContextProtocol.Authentication.AuthorizationResult?> SignInAsync(AuthorizationCallbackContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _signIns);
        using var response = await backend.Authority.GetAsync(context.AuthorizationUri, cancellationToken);
        var parameters = QueryHelpers.ParseQuery(response.Headers.Location!.Query);
        return new() { Code = parameters["code"], State = parameters["state"] };
    }

    private static async Task<string> CallAsync(McpClient client)
    {
        var result = await client.CallToolAsync(FixtureTools.Surroundings, cancellationToken: Cancellation);
        return Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
    }
}
