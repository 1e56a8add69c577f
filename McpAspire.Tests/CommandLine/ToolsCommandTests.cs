using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Tests.Client;

namespace McpAspire.Tests.CommandLine;

[Trait("Category", "Integration")]
public sealed class ToolsCommandTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Hostile = "[red]Deletes[/] \u001b[2J\u001b]0;title\u0007all\r\n\u202efiles\u009b31m";

    [Fact]
    public async Task Lists_each_tool_with_its_hint_and_arguments()
    {
        var run = await CommandRun.RunAsync(server.Endpoint, "tools");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        CommandLineTests.AssertPlain(run);
        Assert.All(
            [
                .. DocumentedTools.Names,
                "read-only",
                "writes",
                "user_id*",
                "include_details\n"],
            expected => Assert.Contains(expected, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shows_one_tool_with_all_rules_of_its_arguments()
    {
        var run = await CommandRun.RunAsync(server.Endpoint, "tools", "create_ticket");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        CommandLineTests.AssertPlain(run);
        var words = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(
            [
                "create_ticket writes, not idempotent",
                "--title TEXT string; 1 to 200 characters; required.",
                "--priority low|medium|high|critical string; one of low, medium, high, critical; default \"medium\".",
                "--assignee-id TEXT string; 1 to 128 characters; pattern ^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$; optional.",
                "Output id string.",
            ],
            expected => Assert.Contains(expected, words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Writes_the_tools_as_the_server_describes_them()
    {
        var run = await CommandRun.RunAsync(server.Endpoint, "tools", "--json");
        var one = await CommandRun.RunAsync(server.Endpoint, "tools", "list_users", "--json");

        var tools = JsonNode.Parse(run.Output)!["tools"]!.AsArray();
        Assert.Equal((0, 0, DocumentedTools.Names.Count), (run.ExitCode, one.ExitCode, tools.Count));
        Assert.True(JsonNode.DeepEquals(tools.Single(tool => (string?)tool!["name"] == "list_users"), JsonNode.Parse(one.Output)));
        Assert.Equal(100, (int)JsonNode.Parse(one.Output)!["inputSchema"]!["properties"]!["limit"]!["maximum"]!);
    }

    [Fact]
    public async Task Suggests_a_similar_tool()
    {
        var run = await CommandRun.RunAsync(server.Endpoint, "tools", "list_user");

        Assert.Equal(
            (
                3,
                string.Empty,
                $"McpAspire.Client: {server.Endpoint}: the server lists no tool 'list_user'. Did you mean 'list_users'? 'tools' lists "
                    + "the tools; which ones you see may depend on your app roles.\n"),
            (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Shows_the_limits_and_errors_that_a_tool_declares()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Descriptions["list_users"] = new()
        {
            Name = "list_users",
            Meta = JsonNode.Parse("""
                {"mcpaspire/errors":["VALIDATION_ERROR","TIMEOUT_ERROR"],
                 "mcpaspire/limits":{"deadline_seconds":15,"result_bytes":262144}}
                """)!.AsObject(),
        };

        var run = await CommandRun.RunAsync(fake.Address, "tools", "list_users");

        var words = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(
            "Limits deadline_seconds 15 result_bytes 262144 Errors VALIDATION_ERROR, TIMEOUT_ERROR", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("evil")]
    public async Task Text_of_a_server_cannot_control_the_terminal(params string[] name)
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Answers.Clear();
        fake.Answers["evil"] = FakeMcpServer.Success("{}");
        fake.Descriptions["evil"] = new()
        {
            Name = "evil",
            Description = Hostile + new string('x', 100_000),
            InputSchema = JsonElement.Parse("""
                {"type":"object",
                 "properties":{"a\u001b[31m":{"type":"string","description":"[bold]b\u001b[1m\u2066",
                                              "pattern":"\u001b[","enum":["\u0007"],"default":"\u009b"}}}
                """),
        };

        var run = await CommandRun.RunAsync(fake.Address, ["tools", .. name]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        CommandLineTests.AssertPlain(run);
        Assert.DoesNotContain(run.Output, static character => character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
        Assert.Contains("[red]Deletes[/]", run.Output, StringComparison.Ordinal);
        Assert.InRange(run.Output.Length, 1, 12_000);
    }

    [Fact]
    public async Task Its_JSON_has_no_control_characters()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Descriptions["list_users"] = new() { Name = "list_users", Description = Hostile };

        var run = await CommandRun.RunAsync(fake.Address, "tools", "list_users", "--json");

        Assert.DoesNotContain(run.Output, static character => (char.IsControl(character) && character != '\n') || character == '\u202e');
        Assert.Equal(Hostile, (string?)JsonNode.Parse(run.Output)!["description"]);
    }

    [Fact]
    public async Task Names_of_tools_and_flags_can_be_completed()
    {
        var tools = await CommandRun.RunAsync(server.Endpoint, "[suggest:5]", "call ");
        var flags = await CommandRun.RunAsync(server.Endpoint, "[suggest:26]", "call get_user_profile --us");
        var away = await CommandRun.RunAsync(new("http://127.0.0.1:1"), "[suggest:5]", "call ");

        Assert.Superset(new HashSet<string> { "get_user_profile", "list_users" }, tools.Output.Split('\n').ToHashSet());
        Assert.Contains("--user-id", flags.Output.Split('\n'));
        Assert.Equal((0, string.Empty), (away.ExitCode, away.Error));
        Assert.DoesNotContain("list_users", away.Output.Split('\n'));
    }
}
