using System.Net;
using McpAspire.MockBackend.Entra;
using ModelContextProtocol;

namespace McpAspire.Tests.Authorization;

/// <summary>The tools that a caller can list and call with the permissions of its token.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class ToolPermissionTests(ProtectedServer server) : IClassFixture<ProtectedServer>
{
    private static readonly IReadOnlyList<string> OfWorkstation = DocumentedTools.With("Tickets.Read", "Users.Read");

    public static TheoryData<string, string> Tools => [.. DocumentedTools.Permissions.Select(static tool => (tool.Key, tool.Value))];

    [Theory]
    [InlineData("POST", "/mcp")]
    [InlineData("POST", "/messages")]
    [InlineData("POST", "/_mcp/messages")]
    public async Task Only_tools_that_the_caller_may_call_are_listed(string verb, string path)
    {
        var answer = await server.SendAsync(path, McpRequests.List with { Verb = verb }, server.TokenOf(EntraIds.WorkstationApp));

        Assert.Equal(OfWorkstation, answer.ToolNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_that_depends_on_the_caller_is_cacheable_only_by_the_caller()
    {
        var list = await server.SendAsync("/mcp", McpCall.Of(Revision.July2026, "tools/list"), server.TokenOf(EntraIds.WorkstationApp));

        Assert.Equal("private", (string?)list.Result["cacheScope"]);
    }

    [Fact]
    public async Task The_plain_list_is_the_same()
    {
        var answer = await server.SendAsync("/tools", McpRequests.List with { Verb = "GET" }, server.TokenOf(EntraIds.WorkstationApp));

        Assert.Equal(
            OfWorkstation, answer.Message!["tools"]!.AsArray().Select(tool => (string)tool!["name"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_token_without_permissions_is_refused_before_the_body_is_read()
    {
        var origin = server.Host.Address.GetLeftPart(UriPartial.Authority);

        // A body that would get 415 if it were read.
        var answer = await server.SendAsync(
            "/mcp", McpRequests.List with { ContentType = "application/json; charset=utf-16" }, server.TokenOf(EntraIds.ServerApp));

        Assert.Equal(
            (HttpStatusCode.Forbidden, "Forbidden: the token has no app role or scope of this server."),
            (answer.Status, answer.ErrorMessage));
        Assert.StartsWith("Bearer error=\"insufficient_scope\", ", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Contains("scope=\"api://mcp-server/Users.Read ", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.EndsWith(
            $"resource_metadata=\"{origin}/.well-known/oauth-protected-resource/mcp\"",
            answer.Header("WWW-Authenticate"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mcp", Revision.November2025)]
    [InlineData("/mcp", Revision.July2026)]
    [InlineData("/messages", Revision.November2025)]
    [InlineData("/_mcp/messages", Revision.November2025)]
    public async Task A_forbidden_call_is_refused_with_the_scope_that_it_needs(string path, string revision)
    {
        var call = McpCall.Tool(revision, "create_ticket", new() { ["title"] = "A title", ["description"] = "A description" });

        var answer = await server.SendAsync(path, call, server.TokenOf(EntraIds.WorkstationApp));

        var origin = server.Host.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal(
            "Bearer error=\"insufficient_scope\", error_description=\"the tool needs the app role or scope Tickets.Write\", "
                + $"scope=\"api://mcp-server/Tickets.Write\", resource_metadata=\"{origin}/.well-known/oauth-protected-resource{path}\"",
            answer.Header("WWW-Authenticate"));
        Assert.Equal(
            (1, "Forbidden: the tool needs the app role or scope Tickets.Write."), ((int)answer.Message!["id"]!, answer.ErrorMessage));
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Every_tool_needs_its_permission_whatever_its_arguments(string tool, string permission)
    {
        await using var backend = await RecordingBackend.StartAsync();
        var others = AppRoles.All.Where(role => role != permission).ToArray();
        var app = Registrations.FindApp(EntraIds.ClientApp)! with
        {
            Roles = new Dictionary<string, string[]> { [Registrations.Server.Uri] = others },
        };
        var token = server.Backend.Entra.AccessTokens.Issue(app, Registrations.Server, TimeSpan.FromHours(1));
        await using var host = new ServerHost(backend.Address, server.Settings);

        var answer = await host.SendAsync(
            "/mcp", McpCall.Tool(Revision.November2025, tool, new() { ["unknown"] = 1 }).With("Authorization", $"Bearer {token}"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains($"scope=\"api://mcp-server/{permission}\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Empty(backend.Requests);
    }

    [Fact]
    public async Task A_header_with_another_tool_grants_nothing()
    {
        var call = McpCall.Tool(Revision.November2025, "create_ticket", new() { ["title"] = "A title", ["description"] = "A description" })
            .With("Mcp-Name", "list_users");

        Assert.Equal(HttpStatusCode.Forbidden, (await server.SendAsync("/mcp", call, server.TokenOf(EntraIds.WorkstationApp))).Status);
    }

    [Fact]
    public async Task An_unknown_tool_is_a_protocol_error_with_a_token_too()
    {
        var answer = await server.SendAsync(
            "/mcp", McpCall.Tool(Revision.November2025, "no_such_tool"), server.TokenOf(EntraIds.ClientApp));

        Assert.Equal((int)McpErrorCode.InvalidParams, answer.ErrorCode);
    }
}
