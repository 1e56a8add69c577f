using System.Net;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Protocol;

[Trait("Category", "Protocol")]
public sealed class RevisionTests(FixtureHost host) : IClassFixture<FixtureHost>
{
    [Theory]
    [InlineData(Revision.March2025)]
    [InlineData(Revision.June2025)]
    [InlineData(Revision.November2025)]
    public async Task Initialize_agrees_on_the_revision_that_the_client_asks_for(string revision)
    {
        var answer = await host.SendAsync(McpCall.Initialize(revision));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(revision, answer.Result["protocolVersion"]!.GetValue<string>());
        Assert.Equal("fixture", answer.Result["serverInfo"]!["name"]!.GetValue<string>());
        Assert.NotNull(answer.Result["capabilities"]!["tools"]);
        Assert.Null(answer.Header("Mcp-Session-Id"));
    }

    [Fact]
    public async Task Initialize_answers_an_unknown_revision_with_the_newest_that_has_a_handshake()
    {
        var answer = await host.SendAsync(McpCall.Initialize("1999-01-01"));

        Assert.Equal(Revision.November2025, answer.Result["protocolVersion"]!.GetValue<string>());
    }

    [Fact]
    public async Task Discover_names_the_revision_without_handshake()
    {
        var answer = await host.SendAsync(McpCall.Of(Revision.July2026, "server/discover"));

        Assert.Equal([Revision.July2026], answer.Result["supportedVersions"]!.AsArray().Select(version => version!.GetValue<string>()));
    }

    [Theory]
    [InlineData(Revision.March2025)]
    [InlineData(Revision.June2025)]
    [InlineData(Revision.November2025)]
    [InlineData(Revision.July2026)]
    public async Task A_client_lists_and_calls_without_a_session(string revision)
    {
        var list = await host.SendAsync(McpCall.Of(revision, "tools/list"));
        var call = await host.SendAsync(McpCall.Tool(revision, FixtureTools.Echo, new JsonObject { ["text"] = "grüß Gott" }));

        Assert.Contains(FixtureTools.Echo, list.ToolNames);
        Assert.Equal("grüß Gott", call.Text);
    }

    [Fact]
    public async Task A_call_is_answered_as_an_event_stream_that_no_proxy_may_hold_back()
    {
        var answer = await host.SendAsync(McpCall.Tool(Revision.November2025, FixtureTools.Echo, new JsonObject { ["text"] = "a" }));

        Assert.Equal("text/event-stream", answer.ContentType);
        Assert.Equal("no-store, no-cache", answer.Header("Cache-Control"));
        Assert.Equal("no", answer.Header("X-Accel-Buffering"));
        Assert.Equal("identity", answer.Header("Content-Encoding"));
    }

    [Theory]
    [InlineData(Revision.March2025)]
    [InlineData(Revision.July2026)]
    public async Task A_notification_is_accepted_without_a_body(string revision)
    {
        var answer = await host.SendAsync(McpCall.Of(revision, "notifications/cancelled", new JsonObject { ["requestId"] = 1 }, id: null));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Null(answer.ContentType);
        Assert.Null(answer.Message);
    }

    [Fact]
    public async Task An_older_revision_may_carry_reserved_metadata_of_a_newer_one()
    {
        var call = McpCall.Of(Revision.November2025, "tools/list").WithParams(parameters => parameters["_meta"] = McpCall.Meta());

        var answer = await host.SendAsync(call);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(FixtureTools.Echo, answer.ToolNames);
    }
}
