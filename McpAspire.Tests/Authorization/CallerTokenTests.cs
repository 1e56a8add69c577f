using System.Net;
using McpAspire.MockBackend.Entra;
using McpAspire.Tests.Entra;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace McpAspire.Tests.Authorization;

/// <summary>Token validation of the protected server.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class CallerTokenTests(ProtectedServer server) : IClassFixture<ProtectedServer>
{
    private const string Scopes =
        "api://mcp-server/Users.Read api://mcp-server/Tickets.Read api://mcp-server/Tickets.Write api://mcp-server/Data.Read";

    public static TheoryData<WrongToken> EveryWrongToken => [.. Enum.GetValues<WrongToken>()];

    [Theory]
    [InlineData("POST", "/mcp")]
    [InlineData("POST", "/messages")]
    [InlineData("POST", "/_mcp/messages")]
    [InlineData("GET", "/tools")]
    public async Task A_call_without_a_token_gets_a_challenge_with_metadata_and_scopes(string verb, string path)
    {
        var answer = await server.SendAsync(path, McpRequests.List with { Verb = verb }, token: null);

        var origin = server.Host.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal(
            $"Bearer scope=\"{Scopes}\", resource_metadata=\"{origin}/.well-known/oauth-protected-resource{path}\"",
            answer.Header("WWW-Authenticate"));
        Assert.Equal("Unauthorized: a bearer token is required.", answer.ErrorMessage);
    }

    [Theory]
    [MemberData(nameof(EveryWrongToken))]
    public async Task A_wrong_token_is_refused(WrongToken what)
    {
        var token = server.Backend.Entra.Make(what, Registrations.Server, Registrations.Backend);

        var answer = await server.SendAsync("/mcp", McpRequests.User, token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.StartsWith(
            "Bearer error=\"invalid_token\", error_description=\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.StartsWith("Unauthorized: the bearer token was rejected: ", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    public async Task Other_authentication_schemes_are_rejected(string authorization)
    {
        var answer = await server.SendAsync("/mcp", McpRequests.List.With("Authorization", authorization), token: null);

        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized: a bearer token is required."), (answer.Status, answer.ErrorMessage));
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/mcp/health/live")]
    [InlineData("/mcp/health/ready")]
    public async Task Health_needs_no_token(string path)
    {
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(path, McpRequests.List with { Verb = "GET" }, token: null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(path, McpRequests.List with { Verb = "GET" }, "garbage")).Status);
    }

    [Theory]
    [InlineData(Revision.March2025)]
    [InlineData(Revision.June2025)]
    [InlineData(Revision.November2025)]
    [InlineData(Revision.July2026)]
    public async Task A_valid_token_is_accepted_by_every_revision(string revision)
    {
        var answer = await server.SendAsync("/mcp", McpCall.Tool(revision, "list_users"), server.TokenOf(EntraIds.ClientApp));

        Assert.Contains("\"total\":360", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_URI_of_the_server_is_also_accepted_as_audience()
    {
        var app = Registrations.Apps.Single(one => one.ClientId == EntraIds.ClientApp);
        var token = server.Backend.Entra.AccessTokens.Issue(
            app, Registrations.Server with { AppId = ProtectedServer.ResourceUri }, TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("/mcp", McpRequests.List, token)).Status);
    }

    [Fact]
    [Trait("Server", "InProcess")]
    public void No_data_protection_keys_are_created() =>
        Assert.DoesNotContain(
            server.Host.Services.GetServices<IHostedService>(), service => service.GetType().Name == "DataProtectionHostedService");

    [Fact]
    public async Task Official_clients_call_with_a_token()
    {
        await using var client = await server.ConnectAsync(server.TokenOf(EntraIds.ClientApp));

        Assert.Equal(
            DocumentedTools.Names.Count, (await client.ListToolsAsync(cancellationToken: Cancellation)).Count);
    }

    [Fact]
    public async Task The_token_of_a_caller_never_reaches_the_backend()
    {
        await using var backend = await RecordingBackend.StartAsync();
        await using var host = new ServerHost(backend.Address, server.Settings);
        var token = server.TokenOf(EntraIds.ClientApp);

        var answer = await host.SendAsync(
            "/mcp", McpRequests.User.With("Authorization", $"Bearer {token}").With("Cookie", $"token={token}").With("X-Token", token));

        Assert.Contains("Ada", answer.Text, StringComparison.Ordinal);
        var request = Assert.Single(backend.Requests);
        Assert.Contains("Authorization: Bearer ", request, StringComparison.Ordinal);
        Assert.DoesNotContain(token, request, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[1], request, StringComparison.Ordinal);
    }
}
