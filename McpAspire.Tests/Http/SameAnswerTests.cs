using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace McpAspire.Tests.Http;

[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed partial class SameAnswerTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly Dictionary<string, (McpCall Call, HttpStatusCode Status)> Calls = new()
    {
        ["handshake"] = (McpCall.Initialize(Revision.June2025), HttpStatusCode.OK),
        ["list"] = (McpRequests.List, HttpStatusCode.OK),
        ["list of 2026-07-28"] = (McpCall.Of(Revision.July2026, "tools/list"), HttpStatusCode.OK),
        ["success"] = (McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = "123" }), HttpStatusCode.OK),
        ["tool error"] = (McpCall.Tool(Revision.November2025, "get_user_profile", new() { ["user_id"] = ".." }), HttpStatusCode.OK),
        ["backend error"] = (McpCall.Tool(Revision.July2026, "get_user_profile", new() { ["user_id"] = "nobody" }), HttpStatusCode.OK),
        ["unknown tool"] = (McpCall.Tool(Revision.March2025, "nothing"), HttpStatusCode.OK),
        ["unknown method"] = (McpCall.Of(Revision.July2026, "tools/nothing"), HttpStatusCode.NotFound),
        ["unknown revision"] = (McpRequests.List.With("MCP-Protocol-Version", "2099-01-01"), HttpStatusCode.BadRequest),
        ["no message"] = (McpRequests.List with { Body = "[]" }, HttpStatusCode.BadRequest),
        ["notification"] = (McpCall.Of(Revision.November2025, "notifications/initialized", id: null), HttpStatusCode.Accepted),
        ["form"] = (McpRequests.List with { ContentType = "application/x-www-form-urlencoded" }, HttpStatusCode.UnsupportedMediaType),
        ["GET"] = (McpRequests.List with { Verb = "GET" }, HttpStatusCode.MethodNotAllowed),
    };

    public static TheoryData<string> CallNames => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(CallNames))]
    public async Task The_aliases_return_the_same_as_the_endpoint(string name)
    {
        var (call, status) = Calls[name];

        var endpoint = await SendAsync("/mcp", call);
        var alias = await SendAsync("/messages", call);
        var other = await SendAsync("/_mcp/messages", call);

        Assert.Equal((status, Content(endpoint)), (endpoint.Status, Content(alias)));
        Assert.Equal((endpoint.Status, endpoint.Status), (alias.Status, other.Status));
        Assert.Equal(Content(endpoint), Content(other));
        Assert.NotEqual("text/event-stream", alias.ContentType);
    }

    [Fact]
    public async Task The_list_of_tools_is_the_result_of_MCP()
    {
        var mcp = await SendAsync("/mcp", McpRequests.List);
        var plain = await SendAsync("/tools", McpRequests.List with { Verb = "GET" });

        Assert.Equal((HttpStatusCode.OK, "application/json"), (plain.Status, plain.ContentType));
        Assert.True(JsonNode.DeepEquals(mcp.Result, plain.Message), plain.Message?.ToJsonString());
    }

    private Task<McpAnswer> SendAsync(string path, McpCall call) =>
        McpRequests.SendAsync(server.Endpoint, path, call, Cancellation);

    /// <summary>The message without the trace id, which differs.</summary>
    private static string? Content(McpAnswer answer) =>
        answer.Message is null ? null : TraceId().Replace(answer.Message.ToJsonString(), "-");

    [GeneratedRegex(@"(?<=trace_id\\u0022:\\u0022)[0-9a-f]{32}")]
    private static partial Regex TraceId();
}
