using System.Net;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Http;

[Trait("Category", "Protocol")]
[Trait("Server", "Program")]
public sealed class RevisionTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData(Revision.March2025, Revision.March2025)]
    [InlineData(Revision.June2025, Revision.June2025)]
    [InlineData(Revision.November2025, Revision.November2025)]
    [InlineData("1999-01-01", Revision.November2025)]
    public async Task Initialize_negotiates_a_revision_without_a_session(string requested, string negotiated)
    {
        var answer = await SendAsync(McpCall.Initialize(requested));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(negotiated, answer.Result["protocolVersion"]!.GetValue<string>());
        Assert.NotNull(answer.Result["capabilities"]!["tools"]);
        Assert.Null(answer.Header("Mcp-Session-Id"));
    }

    [Theory]
    [InlineData(Revision.March2025)]
    [InlineData(Revision.June2025)]
    [InlineData(Revision.November2025)]
    [InlineData(Revision.July2026)]
    public async Task Client_lists_and_calls_without_a_session(string revision)
    {
        var list = await SendAsync(McpCall.Of(revision, "tools/list"));
        var call = await SendAsync(McpCall.Tool(revision, "get_user_profile", new JsonObject { ["user_id"] = "123" }));

        Assert.Contains("get_user_profile", list.ToolNames);
        Assert.Equal("123", call.Result["structuredContent"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Event_stream_tells_proxies_not_to_buffer()
    {
        var answer = await SendAsync(McpCall.Tool(Revision.November2025, "get_user_profile", new JsonObject { ["user_id"] = "123" }));

        Assert.Equal("text/event-stream", answer.ContentType);
        Assert.Equal("no-store, no-cache", answer.Header("Cache-Control"));
        Assert.Equal("no", answer.Header("X-Accel-Buffering"));
    }

    private Task<McpAnswer> SendAsync(McpCall call) =>
        McpRequests.SendAsync(server.Endpoint, "/mcp", call, Cancellation);
}
