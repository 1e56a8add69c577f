using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;

namespace McpAspire.Tests.Protocol;

[Trait("Category", "Protocol")]
public sealed class RequestLifetimeTests
{
    [Theory]
    [InlineData(Revision.November2025)]
    [InlineData(Revision.July2026)]
    public async Task Cancels_the_tool_when_the_client_goes_away(string revision)
    {
        await using var host = await McpTestHost.StartAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sending = host.SendUntilAsync(McpCall.Tool(revision, FixtureTools.Wait), leaving.Token);
        await host.Gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);

        await leaving.CancelAsync();

        await host.Gate.Cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData(Revision.March2025)]
    [InlineData(Revision.November2025)]
    public async Task Up_to_2025_11_25_the_headers_arrive_while_the_tool_still_runs(string revision)
    {
        await using var host = await McpTestHost.StartAsync();
        using var request = McpCall.Tool(revision, FixtureTools.Wait).ToRequest(host.Endpoint);

        using var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var wasRunning = !host.Gate.Released.Task.IsCompleted;
        host.Gate.Released.SetResult();
        var answer = await McpAnswer.ReadAsync(response, TestContext.Current.CancellationToken);

        Assert.True(wasRunning);
        Assert.Equal("text/event-stream", answer.ContentType);
        Assert.Equal("released", answer.Text);
    }

    [Fact]
    public async Task From_2026_07_28_the_headers_wait_for_the_first_message_which_decides_the_status()
    {
        await using var host = await McpTestHost.StartAsync();
        var sending = host.SendAsync(McpCall.Tool(Revision.July2026, FixtureTools.Refuse));
        await host.Gate.Started.Task.WaitAsync(TestContext.Current.CancellationToken);

        host.Gate.Released.SetResult();

        var answer = await sending;
        Assert.Equal((HttpStatusCode.BadRequest, -32021), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task A_tool_gets_the_services_of_the_request_and_no_user_without_authentication()
    {
        await using var host = await McpTestHost.StartAsync();

        var answer = await host.SendAsync(McpCall.Tool(Revision.November2025, FixtureTools.Surroundings));

        Assert.Equal("nobody /mcp True", answer.Text);
    }

    [Fact]
    public async Task A_tool_sees_the_user_of_the_request()
    {
        await using var host = await McpTestHost.StartAsync(use: app => app.Use((context, next) =>
        {
            context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, "ada")], "test"));
            return next(context);
        }));

        var answer = await host.SendAsync(McpCall.Tool(Revision.July2026, FixtureTools.Surroundings));

        Assert.Equal("ada /mcp True", answer.Text);
    }

    [Fact]
    public async Task The_application_may_change_the_options_of_each_request()
    {
        await using var host = await McpTestHost.StartAsync((builder, _) => builder.Services.Configure<HttpServerTransportOptions>(options =>
            options.ConfigureSessionOptions = (context, server, _) =>
            {
                server.ServerInfo = new() { Name = context.Request.Headers["X-Name"].ToString(), Version = "1" };
                return Task.CompletedTask;
            }));

        var first = await host.SendAsync(McpCall.Initialize(Revision.June2025).With("X-Name", "one"));
        var second = await host.SendAsync(McpCall.Initialize(Revision.June2025).With("X-Name", "two"));

        Assert.Equal(("one", "two"), (ServerName(first), ServerName(second)));
    }

    [Fact]
    public async Task The_application_may_run_the_server_of_each_request_itself()
    {
        var served = new List<string>();
        await using var host = await McpTestHost.StartAsync((builder, _) => builder.Services.Configure<HttpServerTransportOptions>(options =>
#pragma warning disable MCPEXP002 // The package marks this option as experimental; the test is about it.
            options.RunSessionHandler = async (context, server, cancellationToken) =>
#pragma warning restore MCPEXP002
            {
                served.Add(context.Request.Path);
                await server.RunAsync(cancellationToken);
            }));

        var answer = await host.SendAsync(McpCall.Of(Revision.July2026, "tools/list"));

        Assert.Contains(FixtureTools.Echo, answer.ToolNames);
        Assert.Equal(["/mcp"], served);
    }

    private static string ServerName(McpAnswer answer) => answer.Result["serverInfo"]!["name"]!.GetValue<string>();
}
