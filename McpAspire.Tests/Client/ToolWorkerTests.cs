using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Client;

public sealed class ToolWorkerTests
{
    private static readonly (string, string) OneRound = ("Worker:Interval", "01:00:00");
    private static readonly (string, string) ManyRounds = ("Worker:Interval", "00:00:00.1");

    // The last log line of a round.
    private const string EndOfRound = "query_data:";

    [Fact]
    public async Task Calls_each_read_only_tool_and_logs_a_line_for_each()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), OneRound);

        await client.Log.WaitForAsync(EndOfRound);

        Assert.Equal(
            [
                $"Connected to {server.Address}mcp: fake 9.8.7, protocol 2026-07-28, tools list_users, get_user_profile, list_tickets, "
                    + "query_data, create_ticket",
                "list_users: 1 of 50 users",
                "get_user_profile: [personal], 1 details",
                "get_user_profile: [personal], 1 details",
                "list_tickets: 1 of 7 tickets, the first is t-1",
                "query_data: 1 of 50 rows of users",
            ],
            OwnLines(client));
        Assert.Equal(
            ["123", "u-001"],
            server.Calls.Where(call => call.Tool == "get_user_profile").Select(call => call.Arguments.GetProperty("user_id").GetString()));
        Assert.DoesNotContain(server.Calls, call => call.Tool == "create_ticket");
    }

    [Fact]
    public async Task Creates_a_ticket_in_each_round_only_if_enabled()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), OneRound, ("Worker:CreateTickets", "true"));

        await client.Log.WaitForAsync("create_ticket: ticket t-1 is InProgress");

        Assert.Single(server.Calls, call => call.Tool == "create_ticket");
    }

    [Fact]
    public async Task Never_writes_unless_enabled()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), ManyRounds);

        await client.Log.WaitForAsync(EndOfRound);
        await client.Log.WaitForAsync(EndOfRound, from: client.Log.All.Count);

        Assert.All(server.Calls, call => Assert.NotEqual("create_ticket", call.Tool));
    }

    [Fact]
    public async Task Logs_no_name_address_or_text()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        server.Answers["list_tickets"] = FakeMcpServer.Failure(
            """{"error":"SERVICE_ERROR","code":"BACKEND_ERROR","message":"Secret","retryable":false,"details":{"reason":"not_found"}}""");
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), OneRound, ("Worker:CreateTickets", "true"));

        await client.Log.WaitForAsync("create_ticket:");

        Assert.All(client.Log.All, line =>
        {
            Assert.DoesNotContain("Secret", line.Message + line.Exception, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("@", line.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Skips_a_tool_that_the_server_does_not_offer()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        server.Answers.Remove("list_users");
        server.Answers.Remove("list_tickets");
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), OneRound);

        var missing = await client.Log.WaitForAsync("does not offer");
        await client.Log.WaitForAsync(EndOfRound);

        Assert.Equal(
            (LogLevel.Warning, "The server does not offer list_users, list_tickets; they are not called"),
            (missing.Level, missing.Message));
        Assert.Equal(["get_user_profile", "query_data"], server.Calls.Select(call => call.Tool));
    }

    [Fact]
    public async Task Is_not_ready_and_does_not_call_a_tool_that_violates_the_contract()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        var schema = JsonNode.Parse(server.Descriptions["list_tickets"].InputSchema.GetRawText())!;
        schema["properties"]!["team"] = new JsonObject { ["type"] = "string" };
        schema["required"] = new JsonArray("team");
        server.Descriptions["list_tickets"].InputSchema = JsonElement.Parse(schema.ToJsonString());
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), OneRound);

        var broken = await client.Log.WaitForAsync("violates the contract of this client");
        await client.Log.WaitForAsync(EndOfRound);

        Assert.Equal(
            (
                LogLevel.Error,
                "list_tickets violates the contract of this client, and is not called: Calls that leave out list_tickets.team are "
                    + "rejected. (input.property.required)"),
            (broken.Level, broken.Message));
        Assert.Equal(["list_users", "get_user_profile", "get_user_profile", "query_data"], server.Calls.Select(call => call.Tool));
        await client.UntilAsync("/health/ready", 503);
    }

    [Fact]
    public async Task Logs_a_risky_difference_once_and_calls_the_tools()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        foreach (var tool in server.Descriptions.Values)
        {
            tool.Meta!["mcpaspire/errors"]!.AsArray().Add("QUOTA_ERROR");
        }

        await using var client = await ClientHost.StartAsync(server.Address.ToString(), ManyRounds);

        var risky = await client.Log.WaitForAsync("The tools differ");
        await client.Log.WaitForAsync(EndOfRound);
        server.Refuses = static (context, _) =>
        {
            context.Response.StatusCode = 503;
            return true;
        };
        await client.Log.WaitForAsync("Not connected");
        server.Refuses = static (_, _) => false;
        await client.Log.WaitForAsync(EndOfRound, from: client.Log.All.Count);

        Assert.Equal(LogLevel.Warning, risky.Level);
        Assert.Contains(
            "Callers that act on the error codes of list_users get an unknown one. (error.added)", risky.Message, StringComparison.Ordinal);
        Assert.Single(OwnLines(client), line => line.StartsWith("The tools differ", StringComparison.Ordinal));
        await client.UntilAsync("/health/ready", 200);
    }

    [Fact]
    public async Task Calls_no_tool_of_a_server_that_cannot_be_compared()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        server.Descriptions["list_users"].Meta = new JsonObject { ["mcpaspire/limits"] = 5 };
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), OneRound);

        var unreadable = await client.Log.WaitForAsync("cannot be compared");
        await client.UntilAsync("/health/ready", 503);

        Assert.Equal(LogLevel.Error, unreadable.Level);
        Assert.EndsWith("/tools/list_users/_meta/mcpaspire~1limits: must be an object", unreadable.Message, StringComparison.Ordinal);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task Continues_after_a_tool_error_and_after_an_invalid_result()
    {
        await using var server = await FakeMcpServer.StartOfContractAsync();
        server.Answers["list_users"] = FakeMcpServer.Failure("""
            {"error":"SERVICE_ERROR","code":"BACKEND_ERROR","message":"No.","retryable":true,
             "details":{"reason":"unavailable","trace_id":"abc"}}
            """);
        server.Answers["list_tickets"] = FakeMcpServer.Success("{}");
        await using var client = await ClientHost.StartAsync(server.Address.ToString(), OneRound);

        await client.Log.WaitForAsync(EndOfRound);

        Assert.Contains(
            "list_users failed: SERVICE_ERROR, BACKEND_ERROR, reason unavailable, retryable True, trace id abc", OwnLines(client));
        Assert.Contains("The result of list_tickets cannot be read: its structured content violates the contract at $", OwnLines(client));
    }

    private static IEnumerable<string> OwnLines(ClientHost client) =>
        client.Log.All.Where(
            line => line.Category.StartsWith("McpAspire.Client.", StringComparison.Ordinal)).Select(line => line.Message);
}
