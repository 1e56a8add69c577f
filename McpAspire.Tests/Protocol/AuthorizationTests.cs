using System.Net;
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
        await using var host = await AuthorizingHost.StartAsync(withFilters: false);

        var answer = await host.SendAsync(McpCall.Tool(revision, ProtectedTools.Admin).With(HeaderAuthenticationHandler.Header, "ada admin"));

        Assert.True(answer.Result["isError"]!.GetValue<bool>());
        Assert.Equal("An error occurred invoking 'admin'.", answer.Text);
    }

    [Theory]
    [InlineData("tools/list", null, null)]
    [InlineData("prompts/list", null, null)]
    [InlineData("prompts/get", "name", "secret")]
    [InlineData("resources/list", null, null)]
    [InlineData("resources/read", "uri", "test://secret")]
    public async Task Without_the_filters_whatever_shows_something_protected_is_refused_to_everyone(string method, string? parameter, string? value)
    {
        await using var host = await AuthorizingHost.StartAsync(withFilters: false);
        var call = McpCall.Of(Revision.November2025, method, parameter is null ? null : new() { [parameter] = value });

        var answer = await host.SendAsync(call.With(HeaderAuthenticationHandler.Header, "ada admin"));

        Assert.Equal((InternalError, "An error occurred."), (answer.ErrorCode, answer.ErrorMessage));
    }

    [Theory]
    [InlineData(FixtureTools.Surroundings)]
    [InlineData(ProtectedTools.Anyone)]
    public async Task Without_the_filters_a_tool_for_everyone_answers(string tool)
    {
        await using var host = await AuthorizingHost.StartAsync(withFilters: false);

        var answer = await host.SendAsync(McpCall.Tool(Revision.November2025, tool));

        Assert.Null(answer.Result["isError"]);
    }

    [Theory]
    [InlineData("", new[] { ProtectedTools.Anyone })]
    [InlineData("ada", new[] { ProtectedTools.Anyone, ProtectedTools.Member })]
    [InlineData("ada admin", new[] { ProtectedTools.Admin, ProtectedTools.Anyone, ProtectedTools.Member })]
    public async Task The_list_shows_what_the_caller_may_call(string user, string[] expected)
    {
        await using var host = await AuthorizingHost.StartAsync(withFilters: true);

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
        await using var host = await AuthorizingHost.StartAsync(withFilters: true);

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
        await using var host = await AuthorizingHost.StartAsync(withFilters: true);

        var answer = await host.SendAsync(McpCall.Tool(Revision.July2026, tool).With(HeaderAuthenticationHandler.Header, user));

        Assert.StartsWith("for ", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_added_again_check_a_tool_that_a_filter_has_put_in_the_place_of_another()
    {
        await using var host = await AuthorizingHost.StartAsync(withFilters: true, mcp => mcp
            .WithRequestFilters(filters => filters.AddCallToolFilter(next => (context, cancellationToken) =>
            {
                context.MatchedPrimitive = context.Server.ServerOptions.ToolCollection![ProtectedTools.Admin];
                return next(context, cancellationToken);
            }))
            .AddAuthorizationFilters());

        var answer = await host.SendAsync(McpCall.Tool(Revision.July2026, ProtectedTools.Anyone));

        Assert.Equal(InvalidRequest, answer.ErrorCode);
    }

    [Fact]
    public async Task Prompts_and_resources_are_protected_too()
    {
        await using var host = await AuthorizingHost.StartAsync(withFilters: true);

        var prompts = await host.SendAsync(McpCall.Of(Revision.November2025, "prompts/list"));
        var prompt = await host.SendAsync(McpCall.Of(Revision.November2025, "prompts/get", new() { ["name"] = "secret" }));
        var resources = await host.SendAsync(McpCall.Of(Revision.November2025, "resources/list"));
        var resource = await host.SendAsync(McpCall.Of(Revision.November2025, "resources/read", new() { ["uri"] = "test://secret" }));

        Assert.Empty(prompts.Result["prompts"]!.AsArray());
        Assert.Equal("Access forbidden: This prompt requires authorization.", prompt.ErrorMessage);
        Assert.Empty(resources.Result["resources"]!.AsArray());
        Assert.Equal("Access forbidden: This resource requires authorization.", resource.ErrorMessage);
    }
}
