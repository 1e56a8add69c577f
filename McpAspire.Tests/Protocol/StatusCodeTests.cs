using System.Net;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Protocol;

/// <summary>What the server refuses before a tool is looked up, one row per rule: HTTP status and JSON-RPC code.</summary>
[Trait("Category", "Protocol")]
public sealed class StatusCodeTests(FixtureHost host) : IClassFixture<FixtureHost>
{
    private const int ServerError = -32000;
    private const int InvalidRequest = -32600;
    private const int MethodNotFound = -32601;
    private const int InvalidParams = -32602;
    private const int HeaderMismatch = -32020;
    private const int UnsupportedVersion = -32022;

    private static readonly McpCall List = McpCall.Of(Revision.November2025, "tools/list");
    private static readonly McpCall NewList = McpCall.Of(Revision.July2026, "tools/list");

    private static readonly Dictionary<string, (McpCall Call, HttpStatusCode Status, int? Code)> Rules = new()
    {
        ["no Accept"] = (List.Without("Accept"), HttpStatusCode.NotAcceptable, ServerError),
        ["Accept without events"] = (List.With("Accept", "application/json"), HttpStatusCode.NotAcceptable, ServerError),
        ["Accept without JSON"] = (List.With("Accept", "text/event-stream"), HttpStatusCode.NotAcceptable, ServerError),
        ["Accept with wildcards"] = (List.With("Accept", "*/*"), HttpStatusCode.OK, null),
        ["Accept with parameters"] = (List.With("Accept", "text/event-stream;q=0.5, application/json;charset=utf-8"), HttpStatusCode.OK, null),
        ["form content"] = (List with { ContentType = "application/x-www-form-urlencoded" }, HttpStatusCode.UnsupportedMediaType, null),
        ["plain text content"] = (List with { ContentType = "text/plain" }, HttpStatusCode.UnsupportedMediaType, null),
        ["content with charset"] = (List with { ContentType = "application/json; charset=utf-8" }, HttpStatusCode.OK, null),
        ["bad JSON"] = (List with { Body = "{" }, HttpStatusCode.BadRequest, InvalidRequest),
        ["empty body"] = (List with { Body = "" }, HttpStatusCode.BadRequest, InvalidRequest),
        ["JSON null"] = (List with { Body = "null" }, HttpStatusCode.BadRequest, InvalidRequest),
        ["batch"] = (List with { Body = $"[{List.Body}]" }, HttpStatusCode.BadRequest, InvalidRequest),
        ["id null"] = (List with { Body = /*lang=json,strict*/ """{"jsonrpc":"2.0","id":null,"method":"tools/list"}""" }, HttpStatusCode.BadRequest, InvalidRequest),
        ["no jsonrpc member"] = (List with { Body = /*lang=json,strict*/ """{"id":1,"method":"tools/list"}""" }, HttpStatusCode.BadRequest, InvalidRequest),
        ["a response"] = (List with { Body = /*lang=json,strict*/ """{"jsonrpc":"2.0","id":7,"result":{}}""" }, HttpStatusCode.Accepted, null),
        ["GET"] = (List with { Verb = "GET" }, HttpStatusCode.MethodNotAllowed, null),
        ["DELETE"] = (List with { Verb = "DELETE" }, HttpStatusCode.MethodNotAllowed, null),
        ["GET of 2026-07-28"] = (NewList with { Verb = "GET" }, HttpStatusCode.MethodNotAllowed, null),
        ["session header"] = (List.With("Mcp-Session-Id", "abc"), HttpStatusCode.BadRequest, ServerError),
        ["session header of 2026-07-28, ignored"] = (NewList.With("Mcp-Session-Id", "abc"), HttpStatusCode.OK, null),
        ["unknown version"] = (List.With("MCP-Protocol-Version", "2099-01-01"), HttpStatusCode.BadRequest, UnsupportedVersion),
        ["version that is no date"] = (List.With("MCP-Protocol-Version", "latest"), HttpStatusCode.BadRequest, UnsupportedVersion),
        ["version 2024-11-05"] = (List.With("MCP-Protocol-Version", "2024-11-05"), HttpStatusCode.OK, null),
        ["initialize with another version in the header"] =
            (McpCall.Initialize(Revision.June2025).With("MCP-Protocol-Version", Revision.November2025), HttpStatusCode.BadRequest, HeaderMismatch),
        ["unknown method"] = (McpCall.Of(Revision.November2025, "tools/nothing"), HttpStatusCode.OK, MethodNotFound),
        ["unknown method of 2026-07-28"] = (McpCall.Of(Revision.July2026, "tools/nothing"), HttpStatusCode.NotFound, MethodNotFound),
        ["unknown tool"] = (McpCall.Tool(Revision.November2025, "nothing"), HttpStatusCode.OK, InvalidParams),
        ["unknown tool of 2026-07-28"] = (McpCall.Tool(Revision.July2026, "nothing"), HttpStatusCode.OK, InvalidParams),
        ["initialize of 2026-07-28"] =
            (McpCall.Of(Revision.July2026, "initialize").With("MCP-Protocol-Version", Revision.July2026), HttpStatusCode.NotFound, MethodNotFound),
        ["ping of 2026-07-28"] = (McpCall.Of(Revision.July2026, "ping"), HttpStatusCode.NotFound, MethodNotFound),
        ["logging/setLevel of 2026-07-28"] = (McpCall.Of(Revision.July2026, "logging/setLevel"), HttpStatusCode.NotFound, MethodNotFound),
        ["resources/subscribe of 2026-07-28"] = (McpCall.Of(Revision.July2026, "resources/subscribe"), HttpStatusCode.NotFound, MethodNotFound),
        ["ping"] = (McpCall.Of(Revision.November2025, "ping"), HttpStatusCode.OK, null),
    };

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public async Task Each_rule_has_its_status_and_its_code(string rule)
    {
        var (call, status, code) = Rules[rule];

        var answer = await host.SendAsync(call);

        Assert.Equal((status, code), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task GET_is_answered_with_what_is_allowed()
    {
        var answer = await host.SendAsync(List with { Verb = "GET" });

        Assert.Equal("POST", answer.Header("Allow"));
    }

    [Fact]
    public async Task A_refusal_carries_the_id_of_the_request()
    {
        var answer = await host.SendAsync(McpCall.Of(Revision.November2025, "tools/list", id: 42).With("Mcp-Session-Id", "abc"));

        Assert.Equal(42, answer.Message!["id"]!.GetValue<int>());
        Assert.Equal("application/json", answer.ContentType);
    }

    [Fact]
    public async Task A_body_that_is_no_message_is_answered_with_the_id_null()
    {
        var answer = await host.SendAsync(List with { Body = "{" });

        Assert.Contains(answer.Message!.AsObject(), member => member.Key is "id" && member.Value is null);
    }

    [Fact]
    public async Task An_unknown_version_is_answered_with_the_versions_to_discover_with()
    {
        var answer = await host.SendAsync(List.With("MCP-Protocol-Version", "2099-01-01"));

        var expected = JsonNode.Parse($$"""{"supported":["{{Revision.July2026}}"],"requested":"2099-01-01"}""");
        Assert.True(JsonNode.DeepEquals(expected, answer.Message!["error"]!["data"]), answer.Message.ToJsonString());
    }
}
