using System.Net;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Protocol;

/// <summary>2026-07-28: arguments annotated with <c>x-mcp-header</c> are repeated in <c>Mcp-Param-*</c> headers.</summary>
[Trait("Category", "Protocol")]
public sealed class ParameterHeaderTests(FixtureHost host) : IClassFixture<FixtureHost>
{
    [Theory]
    [InlineData("eu", "eu", "2", "2")]
    [InlineData("eu", "=?base64?ZXU=?=", "2", "2.0")]
    [InlineData("eu", "eu", "20", "2e1")]
    [InlineData("eu", "eu", null, null)]
    [InlineData("eu", "eu", null, "7")]
    public async Task Headers_that_repeat_the_arguments_are_accepted(string region, string regionHeader, string? page, string? pageHeader)
    {
        var answer = await host.SendAsync(Call(region, regionHeader, page, pageHeader));

        Assert.Equal($"{region} {page ?? "1"}", answer.Text);
    }

    [Theory]
    [InlineData("eu", null, null, null)]
    [InlineData("eu", "us", null, null)]
    [InlineData("eu", "EU", null, null)]
    [InlineData("eu", "=?base64?%?=", null, null)]
    [InlineData("eu", "eu", "2", null)]
    [InlineData("eu", "eu", "2", "3")]
    [InlineData("eu", "eu", "2", "2.5")]
    [InlineData("eu", "eu", "2", "two")]
    [InlineData("eu", "eu", "2", "9007199254740993")]
    [InlineData("eu", "eu", "9007199254740993", "9007199254740993")]
    [InlineData("eu", "eu", "2", "1e400")]
    public async Task Headers_that_differ_from_the_arguments_are_refused(string region, string? regionHeader, string? page, string? pageHeader)
    {
        var answer = await host.SendAsync(Call(region, regionHeader, page, pageHeader));

        Assert.Equal((HttpStatusCode.BadRequest, -32020), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Older_revisions_need_no_such_headers()
    {
        var answer = await host.SendAsync(McpCall.Tool(Revision.November2025, FixtureTools.Region, new JsonObject { ["region"] = "eu" }));

        Assert.Equal("eu 1", answer.Text);
    }

    private static McpCall Call(string region, string? regionHeader, string? page, string? pageHeader)
    {
        var arguments = new JsonObject { ["region"] = region };
        if (page is not null)
        {
            arguments["page"] = JsonNode.Parse(page);
        }

        var call = McpCall.Tool(Revision.July2026, FixtureTools.Region, arguments);
        call = regionHeader is null ? call : call.With("Mcp-Param-Region", regionHeader);
        return pageHeader is null ? call : call.With("Mcp-Param-Page", pageHeader);
    }
}
