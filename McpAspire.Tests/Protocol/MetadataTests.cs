using System.Net;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Protocol;

/// <summary>2026-07-28: headers and <c>_meta</c> of a request must say the same.</summary>
[Trait("Category", "Protocol")]
public sealed class MetadataTests(FixtureHost host) : IClassFixture<FixtureHost>
{
    private const int InvalidParams = -32602;
    private const int HeaderMismatch = -32020;

    private static readonly McpCall List = McpCall.Of(Revision.July2026, "tools/list");
    private static readonly McpCall Echo = McpCall.Tool(Revision.July2026, FixtureTools.Echo, new JsonObject { ["text"] = "a" });

    private static readonly Dictionary<string, (McpCall Call, int Code)> Mistakes = new()
    {
        ["no _meta"] = (List.WithParams(parameters => parameters.Remove("_meta")), InvalidParams),
        ["no version in _meta"] = (List.WithParams(parameters => Meta(parameters).Remove("io.modelcontextprotocol/protocolVersion")), InvalidParams),
        ["another version in _meta"] =
            (List.WithParams(parameters => parameters["_meta"] = McpCall.Meta(Revision.November2025)), HeaderMismatch),
        ["no capabilities"] = (List.WithParams(parameters => Meta(parameters).Remove("io.modelcontextprotocol/clientCapabilities")), InvalidParams),
        ["capabilities that are no object"] =
            (List.WithParams(parameters => Meta(parameters)["io.modelcontextprotocol/clientCapabilities"] = true), InvalidParams),
        ["no Mcp-Method"] = (List.Without("Mcp-Method"), HeaderMismatch),
        ["another Mcp-Method"] = (List.With("Mcp-Method", "tools/call"), HeaderMismatch),
        ["Mcp-Method in another case"] = (List.With("Mcp-Method", "Tools/List"), HeaderMismatch),
        ["no Mcp-Name"] = (Echo.Without("Mcp-Name"), HeaderMismatch),
        ["another Mcp-Name"] = (Echo.With("Mcp-Name", "wait"), HeaderMismatch),
        ["Mcp-Name that is no base64"] = (Echo.With("Mcp-Name", "=?base64?%%%?="), HeaderMismatch),
        ["Mcp-Name for a call without name"] = (Echo.WithParams(parameters => parameters.Remove("name")), HeaderMismatch),
    };

    public static TheoryData<string> MistakeNames => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(MistakeNames))]
    public async Task Each_mistake_is_refused_with_its_code(string mistake)
    {
        var (call, code) = Mistakes[mistake];

        var answer = await host.SendAsync(call);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.ErrorCode));
        Assert.Equal(1, answer.Message!["id"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_name_may_be_wrapped_in_base64()
    {
        var answer = await host.SendAsync(Echo.With("Mcp-Name", "=?base64?ZWNobw==?="));

        Assert.Equal("a", answer.Text);
    }

    [Fact]
    public async Task Client_info_may_be_missing()
    {
        var answer = await host.SendAsync(Echo.WithParams(parameters => Meta(parameters).Remove("io.modelcontextprotocol/clientInfo")));

        Assert.Equal("a", answer.Text);
    }

    [Fact]
    public async Task Without_headers_the_body_decides_the_revision()
    {
        var answer = await host.SendAsync(Echo.Without("MCP-Protocol-Version").Without("Mcp-Method").Without("Mcp-Name"));

        Assert.Equal("a", answer.Text);
        Assert.Equal("complete", answer.Result["resultType"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_version_unknown_to_the_server_in_the_body_alone_is_refused()
    {
        var call = List.Without("MCP-Protocol-Version").WithParams(parameters => parameters["_meta"] = McpCall.Meta("2099-01-01"));

        var answer = await host.SendAsync(call);

        Assert.Equal(-32022, answer.ErrorCode);
    }

    [Fact]
    public async Task A_notification_without_metadata_is_accepted()
    {
        var call = McpCall.Of(Revision.July2026, "notifications/cancelled", new JsonObject { ["requestId"] = 1 }, id: null)
            .WithParams(parameters => parameters.Remove("_meta"));

        var answer = await host.SendAsync(call);

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
    }

    private static JsonObject Meta(JsonObject parameters) => parameters["_meta"]!.AsObject();
}
