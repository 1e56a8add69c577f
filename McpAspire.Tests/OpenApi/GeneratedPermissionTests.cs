using System.Net;
using McpAspire.MockBackend.Entra;

namespace McpAspire.Tests.OpenApi;

/// <summary>A generated tool needs its permission, as every tool does.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class GeneratedPermissionTests(ProtectedServer server) : IClassFixture<ProtectedServer>
{
    [Theory]
    [InlineData("Shop.Write", HttpStatusCode.OK)]
    [InlineData("Shop.Read", HttpStatusCode.Forbidden)]
    [InlineData("Tickets.Write", HttpStatusCode.Forbidden)]
    public async Task A_call_without_the_permission_is_refused_before_the_API_sees_it(string role, HttpStatusCode expected)
    {
        await using var api = await StubApi.StartAsync();
        var folder = Directory.CreateTempSubdirectory();
        var document = Path.Combine(folder.FullName, "shop.json");
        await File.WriteAllTextAsync(
            document,
            """
            {"openapi":"3.0.0","info":{"title":"","version":""},
             "paths":{"/things":{"post":{"operationId":"change","responses":{"204":{"description":""}}}}}}
            """,
            Cancellation);
        await using var host = new ServerHost(
            server.Backend.Api.BaseAddress!,
            [
                .. server.Settings,
                ("Apis:shop:Document", document),
                ("Apis:shop:BaseAddress", api.Address.AbsoluteUri),
                ("Apis:shop:Tools:change:Title", "Change"),
            ]);
        var app = Registrations.FindApp(EntraIds.ClientApp)! with
        {
            Roles = new Dictionary<string, string[]> { [Registrations.Server.Uri] = [role] },
        };
        var token = server.Backend.Entra.AccessTokens.Issue(app, Registrations.Server, TimeSpan.FromHours(1));

        var answer = await host.SendAsync(
            "/mcp", McpCall.Tool(Revision.November2025, "change", []).With("Authorization", $"Bearer {token}"));
        var metadata = await host.SendAsync("/.well-known/oauth-protected-resource/mcp", McpRequests.List with { Verb = "GET" });

        Assert.Equal(expected, answer.Status);
        Assert.Equal(expected is HttpStatusCode.OK ? 1 : 0, api.Calls.Count);
        Assert.DoesNotContain(api.Calls, static call => call.Headers.ContainsKey("Authorization"));
        Assert.Contains(
            "api://mcp-server/Shop.Write", metadata.Message!["scopes_supported"]!.AsArray().Select(static scope => (string)scope!));
        folder.Delete(recursive: true);
    }
}
