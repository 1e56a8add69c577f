using System.Text.Json.Nodes;
using McpAspire.Tests.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Errors;

/// <summary>Requests to a plain REST API, and the errors for callers and operators.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class BackendRequestTests
{
    [Fact]
    public async Task Bodies_have_a_content_length()
    {
        await using var backend = await RecordingBackend.StartAsync();
        await using var server = new ServerHost(backend.Address);

        await server.SendAsync(
            "/mcp", McpCall.Tool(Revision.November2025, "create_ticket", new() { ["title"] = "t", ["description"] = "0123456789" }));

        var request = Assert.Single(backend.Requests);
        Assert.Contains("\nContent-Length: ", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Transfer-Encoding", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_of_one_call_is_not_in_the_next()
    {
        await using var backend = await RecordingBackend.StartAsync();
        await using var server = new ServerHost(backend.Address);

        await server.SendAsync("/mcp", McpRequests.User);
        await server.SendAsync("/mcp", McpRequests.User);

        Assert.Equal(2, backend.Requests.Count);
        Assert.DoesNotContain(backend.Requests, static request => request.Contains("\nCookie: ", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Server", "InProcess")]
    public async Task The_log_has_status_path_and_expected_content_of_an_invalid_response()
    {
        var events = new RecordedEvents();
        await using var backend = await RecordingBackend.StartAsync();
        await using var server = new ServerHost(backend.Address, services => services.AddSingleton<ILoggerProvider>(events));

        // The backend returns a user where a page is expected.
        await server.SendAsync("/mcp", McpCall.Tool(Revision.November2025, "list_users"));

        var detail = (string?)Assert.Single(events.Of("McpAspire.Server.Calls.ServedTool")).Fields["Detail"];
        Assert.StartsWith("status 200, at $", detail, StringComparison.Ordinal);
        Assert.Contains("'total'", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", detail, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Server", "InProcess")]
    [InlineData("never seen: Ada")]
    [InlineData("""{"id":"1","name":t_Ada}""")]
    public async Task The_log_of_a_response_that_is_not_JSON_names_the_place_and_quotes_nothing(string body)
    {
        var events = new RecordedEvents();
        await using var backend = await FailingBackend.StartAsync(Answers.Text(body), new ManualTime(static _ => false));
        await using var server = new ServerHost(backend.Address, services => services.AddSingleton<ILoggerProvider>(events));

        await server.SendAsync("/mcp", McpRequests.User);

        var detail = (string?)Assert.Single(events.Of("McpAspire.Server.Calls.ServedTool")).Fields["Detail"];
        Assert.Matches(@"^status 200, at \$(\.name)?, expected UserProfile: invalid at line 0, byte \d+$", detail);
    }

    [Fact]
    public async Task Without_a_configured_token_the_error_says_so()
    {
        await using var backend = await FailingBackend.StartAsync(Answers.Status(401), new ManualTime(static _ => false));
        await using var server = new ServerHost(backend.Address);

        var error = JsonNode.Parse((await server.SendAsync("/mcp", McpRequests.User)).Text)!;

        Assert.Equal("The backend requires a token, and none is configured for this server.", (string?)error["message"]);
    }
}
