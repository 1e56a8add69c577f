using System.Net;
using System.Text.Json;
using Aspire.Hosting.Testing;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.Aspire;

[Trait("Category", "Aspire")]
[Collection(AppHostGroup.Name)]
public sealed class AppHostTests(AppHostFixture fixture)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData("backend")]
    [InlineData("mcp-server")]
    [InlineData("mcp-client")]
    public async Task Every_resource_becomes_healthy(string resource)
    {
        await fixture.System.App.ResourceNotifications.WaitForResourceHealthyAsync(resource, Cancellation);
        using var client = fixture.System.App.CreateHttpClient(resource);
        using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("backend")]
    [InlineData("mcp-server")]
    [InlineData("mcp-client")]
    public async Task No_resource_reads_an_env_file(string resource)
    {
        var state = await fixture.System.App.ResourceNotifications.WaitForResourceHealthyAsync(resource, Cancellation);

        Assert.Equal("false", state.Snapshot.EnvironmentVariables.Single(static variable => variable.Name == "READ_DOTENV").Value);
    }

    [Fact]
    public async Task The_backend_accepts_only_callers_with_a_token()
    {
        using var client = fixture.System.App.CreateHttpClient("backend");
        using var response = await client.GetAsync(new Uri("/users", UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (response.StatusCode, response.Headers.WwwAuthenticate.ToString()));
    }

    [Fact]
    public async Task The_server_lists_its_tools_over_mcp()
    {
        await using var client = await fixture.System.ConnectAsync(Cancellation);
        var tools = await client.ListToolsAsync(cancellationToken: Cancellation);
        Assert.Equal(DocumentedTools.Names, tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Read_only_tools_return_data_of_the_backend()
    {
        await using var client = await fixture.System.ConnectAsync(Cancellation);
        var users = await CallAsync(client, "list_users", ("limit", 1));
        var userId = users.GetProperty("items")[0].GetProperty("id").GetString();

        var profile = await CallAsync(client, "get_user_profile", ("user_id", userId));
        var data = await CallAsync(client, "query_data", ("dataset", "orders"), ("limit", 2));

        Assert.Equal(userId, profile.GetProperty("id").GetString());
        Assert.Equal(2, data.GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task A_created_ticket_is_in_the_list()
    {
        await using var client = await fixture.System.ConnectAsync(Cancellation);
        var title = $"Printer {Guid.NewGuid():N}";
        var created = await CallAsync(client, "create_ticket", ("title", title), ("description", "It is out of paper."));

        var listed = await CallAsync(client, "list_tickets", ("limit", 100));

        var ticket = Assert.Single(listed.GetProperty("items").EnumerateArray(), one => one.GetProperty("title").GetString() == title);
        Assert.Equal(created.GetProperty("id").GetString(), ticket.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("failing", "BACKEND_ERROR")]
    [InlineData("entra-refuses", "AADSTS90033")]
    public async Task Dashboard_commands_make_tool_calls_fail_until_the_faults_are_cleared(string command, string error)
    {
        await using var client = await fixture.System.ConnectAsync(Cancellation);
        await ExecuteAsync(command);
        try
        {
            var result = await client.CallToolAsync("list_users", cancellationToken: Cancellation);
            Assert.Contains(error, Text(result), StringComparison.Ordinal);
        }
        finally
        {
            await ExecuteAsync("clear-faults");
        }

        // The circuit breaker stays open for 5 seconds.
        while ((await client.CallToolAsync("list_users", cancellationToken: Cancellation)).IsError is true)
        {
            await Task.Delay(PollInterval, Cancellation);
        }
    }

    [Fact]
    public void A_normal_start_logs_no_warning_or_error()
    {
        Assert.Contains("mcp-server", fixture.StartupOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("warn:", fixture.StartupOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", fixture.StartupOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("crit:", fixture.StartupOutput, StringComparison.Ordinal);
    }

    private async Task ExecuteAsync(string command)
    {
        var result = await fixture.System.App.ResourceCommands.ExecuteCommandAsync("backend", command, Cancellation);
        Assert.True(result.Success, result.Message);
    }

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var named = arguments.ToDictionary(static one => one.Name, static one => one.Value);
        var result = await client.CallToolAsync(tool, named, cancellationToken: Cancellation);
        Assert.False(result.IsError is true, Text(result));
        return Assert.NotNull(result.StructuredContent);
    }

    private static string Text(CallToolResult result) =>
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(static block => block.Text));
}
