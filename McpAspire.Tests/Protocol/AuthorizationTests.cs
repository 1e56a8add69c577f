using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Protocol;

[Trait("Category", "Protocol")]
public sealed class AuthorizationTests
{
    private const int InvalidRequest = -32600;
    private const int InternalError = -32603;

    [Theory]
    [InlineData(Revision.November2025)]
    [InlineData(Revision.July2026)]
    public async Task Without_the_filters_a_protected_tool_is_refused_to_everyone(string revision)
    {
        await using var host = await StartAsync(withFilters: false);

        var answer = await host.SendAsync(McpCall.Tool(revision, ProtectedTools.Admin).With(HeaderAuthenticationHandler.Header, "ada admin"));

        Assert.True(answer.Result["isError"]!.GetValue<bool>());
        Assert.Equal("An error occurred invoking 'admin'.", answer.Text);
    }

    [Fact]
    public async Task Without_the_filters_a_list_with_a_protected_tool_is_refused_to_everyone()
    {
        await using var host = await StartAsync(withFilters: false);

        var answer = await host.SendAsync(McpCall.Of(Revision.November2025, "tools/list").With(HeaderAuthenticationHandler.Header, "ada admin"));

        Assert.Equal((InternalError, "An error occurred."), (answer.ErrorCode, answer.ErrorMessage));
    }

    [Theory]
    [InlineData(FixtureTools.Surroundings)]
    [InlineData(ProtectedTools.Anyone)]
    public async Task Without_the_filters_a_tool_for_everyone_answers(string tool)
    {
        await using var host = await StartAsync(withFilters: false);

        var answer = await host.SendAsync(McpCall.Tool(Revision.November2025, tool));

        Assert.Null(answer.Result["isError"]);
    }

    [Theory]
    [InlineData("", new[] { ProtectedTools.Anyone })]
    [InlineData("ada", new[] { ProtectedTools.Anyone, ProtectedTools.Member })]
    [InlineData("ada admin", new[] { ProtectedTools.Admin, ProtectedTools.Anyone, ProtectedTools.Member })]
    public async Task The_list_shows_what_the_caller_may_call(string user, string[] expected)
    {
        await using var host = await StartAsync(withFilters: true);

        var answer = await host.SendAsync(McpCall.Of(Revision.July2026, "tools/list").With(HeaderAuthenticationHandler.Header, user));

        Assert.Equal(expected, answer.ToolNames.Intersect([ProtectedTools.Admin, ProtectedTools.Anyone, ProtectedTools.Member]).Order());
        Assert.Contains(FixtureTools.Echo, answer.ToolNames);
    }

    [Theory]
    [InlineData(Revision.November2025, ProtectedTools.Member, "")]
    [InlineData(Revision.November2025, ProtectedTools.Admin, "ada")]
    [InlineData(Revision.July2026, ProtectedTools.Member, "")]
    [InlineData(Revision.July2026, ProtectedTools.Admin, "ada")]
    public async Task A_forbidden_call_is_refused(string revision, string tool, string user)
    {
        await using var host = await StartAsync(withFilters: true);

        var answer = await host.SendAsync(McpCall.Tool(revision, tool).With(HeaderAuthenticationHandler.Header, user));

        Assert.Equal((HttpStatusCode.OK, InvalidRequest), (answer.Status, answer.ErrorCode));
        Assert.Equal("Access forbidden: This tool requires authorization.", answer.ErrorMessage);
    }

    [Theory]
    [InlineData(ProtectedTools.Anyone, "")]
    [InlineData(ProtectedTools.Member, "ada")]
    [InlineData(ProtectedTools.Admin, "ada admin")]
    public async Task A_permitted_call_is_answered(string tool, string user)
    {
        await using var host = await StartAsync(withFilters: true);

        var answer = await host.SendAsync(McpCall.Tool(Revision.July2026, tool).With(HeaderAuthenticationHandler.Header, user));

        Assert.StartsWith("for ", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompts_and_resources_are_protected_too()
    {
        await using var host = await StartAsync(withFilters: true);

        var prompts = await host.SendAsync(McpCall.Of(Revision.November2025, "prompts/list"));
        var prompt = await host.SendAsync(McpCall.Of(Revision.November2025, "prompts/get", new() { ["name"] = "secret" }));
        var resources = await host.SendAsync(McpCall.Of(Revision.November2025, "resources/list"));
        var resource = await host.SendAsync(McpCall.Of(Revision.November2025, "resources/read", new() { ["uri"] = "test://secret" }));

        Assert.Empty(prompts.Result["prompts"]!.AsArray());
        Assert.Equal("Access forbidden: This prompt requires authorization.", prompt.ErrorMessage);
        Assert.Empty(resources.Result["resources"]!.AsArray());
        Assert.Equal("Access forbidden: This resource requires authorization.", resource.ErrorMessage);
    }

    private static Task<McpTestHost> StartAsync(bool withFilters) => McpTestHost.StartAsync(
        (builder, mcp) =>
        {
            builder.Services.AddAuthentication(HeaderAuthenticationHandler.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, HeaderAuthenticationHandler>(HeaderAuthenticationHandler.SchemeName, null);
            builder.Services.AddAuthorization();
            mcp.WithTools<ProtectedTools>();
            if (withFilters)
            {
                mcp.AddAuthorizationFilters().WithPrompts<ProtectedContent>().WithResources<ProtectedContent>();
            }
        },
        app => app.UseAuthentication().UseAuthorization());
}
