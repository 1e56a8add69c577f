using System.Net;
using System.Text.Json.Nodes;
using McpAspire.Tests.Contracts.Target;

namespace McpAspire.Tests.Contracts;

/// <summary>The wire protocol of the target with clients of every revision.</summary>
[Trait("Category", "Contract")]
[Collection(ContractTargetGroup.Name)]
[Trait("Server", "Program")]
public sealed class ProtocolContractTests(ContractTarget target)
{
    private static readonly McpCall List = McpCall.Of(Revision.November2025, "tools/list");

    private static readonly Dictionary<string, (McpCall Call, HttpStatusCode Status, int? Code)> Rows = new(StringComparer.Ordinal)
    {
        ["bad JSON"] = (List with { Body = "{" }, HttpStatusCode.BadRequest, -32700),
        ["another content type"] = (List with { ContentType = "text/plain" }, HttpStatusCode.UnsupportedMediaType, null),
        ["an Accept without events"] = (List.With("Accept", "application/json"), HttpStatusCode.NotAcceptable, -32000),
        ["a revision that does not exist"] = (List.With("MCP-Protocol-Version", "2099-01-01"), HttpStatusCode.BadRequest, -32022),
        ["a method that does not exist"] = (McpCall.Of(Revision.July2026, "tools/nothing"), HttpStatusCode.NotFound, -32601),
        ["a tool that does not exist"] = (McpCall.Tool(Revision.November2025, "nothing"), HttpStatusCode.OK, -32602),
        ["a header that names another method"] = (
            McpCall.Of(Revision.July2026, "tools/list").With("Mcp-Method", "tools/call"), HttpStatusCode.BadRequest, -32020),
        ["no header with the method"] = (
            McpCall.Of(Revision.July2026, "tools/list").Without("Mcp-Method"), HttpStatusCode.BadRequest, -32020),
        ["GET"] = (List with { Verb = "GET" }, HttpStatusCode.MethodNotAllowed, null),
    };

    public static TheoryData<string> Refused() => [.. Rows.Keys];

    [Theory]
    [InlineData(Revision.March2025)]
    [InlineData(Revision.June2025)]
    [InlineData(Revision.November2025)]
    [InlineData(Revision.July2026)]
    public async Task Every_revision_lists_and_calls_in_its_envelope(string revision)
    {
        Assert.Contains(revision, target.Contract.ProtocolRevisions);

        var list = await target.SendAsync(McpCall.Of(revision, "tools/list", id: 7));
        var call = await target.SendAsync(McpCall.Tool(revision, "list_users", new JsonObject { ["limit"] = 1 }));

        Assert.All([(list, 7), (call, 1)], static answer =>
        {
            Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.Item1.Status, answer.Item1.ContentType));
            Assert.Equal(("2.0", answer.Item2), ((string?)answer.Item1.Message!["jsonrpc"], (int?)answer.Item1.Message["id"]));
            Assert.Null(answer.Item1.Message["error"]);
            Assert.Null(answer.Item1.Header("Mcp-Session-Id"));
        });
        Assert.Equal(target.Contract.Tools.Keys.Order(StringComparer.Ordinal), list.ToolNames.Order(StringComparer.Ordinal));
        Assert.False((bool?)call.Result["isError"] ?? false);
        Assert.NotNull(call.Result["structuredContent"]);
        Assert.Equal("text", (string?)call.Result["content"]![0]!["type"]);
    }

    [Theory]
    [InlineData(Revision.March2025)]
    [InlineData(Revision.June2025)]
    [InlineData(Revision.November2025)]
    public async Task The_handshake_agrees_on_the_requested_revision(string revision)
    {
        var answer = await target.SendAsync(McpCall.Initialize(revision));

        Assert.Equal((HttpStatusCode.OK, revision), (answer.Status, (string?)answer.Result["protocolVersion"]));
        Assert.Equal(target.Contract.Server, (string?)answer.Result["serverInfo"]!["name"]);
        Assert.NotNull(answer.Result["capabilities"]!["tools"]);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Mistakes_are_rejected_with_status_and_code(string row)
    {
        var (call, status, code) = Rows[row];

        var answer = await target.SendAsync(call);

        Assert.Equal((status, code), (answer.Status, answer.ErrorCode));
    }
}
