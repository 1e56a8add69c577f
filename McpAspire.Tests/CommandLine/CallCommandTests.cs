using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Tests.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.CommandLine;

[Trait("Category", "Integration")]
public sealed class CallCommandTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("--user-id", "123")]
    [InlineData("--user_id", "123")]
    [InlineData("--user-id=123")]
    public async Task Writes_the_structured_content(params string[] arguments)
    {
        var run = await CommandRun.RunAsync(server.Endpoint, ["call", "get_user_profile", .. arguments]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal("123", (string?)JsonNode.Parse(run.Output)!["id"]);
        Assert.Null(JsonNode.Parse(run.Output)!["details"]);
    }

    [Theory]
    [InlineData("--include-details")]
    [InlineData("--include-details", "true")]
    [InlineData("--include-details=true")]
    public async Task A_flag_without_a_value_means_true(params string[] arguments)
    {
        var run = await CommandRun.RunAsync(server.Endpoint, ["call", "get_user_profile", "--user-id", "123", .. arguments]);

        Assert.NotNull(JsonNode.Parse(run.Output)!["details"]);
    }

    [Fact]
    public async Task Writes_the_whole_result_as_json()
    {
        var run = await CommandRun.RunAsync(server.Endpoint, "call", "list_users", "--limit", "2", "--json");

        var result = JsonNode.Parse(run.Output)!;
        Assert.Equal((0, 2), (run.ExitCode, result["structuredContent"]!["items"]!.AsArray().Count));
        Assert.Equal("text", (string?)result["content"]![0]!["type"]);
    }

    [Fact]
    public async Task A_tool_error_exits_with_1_and_the_remedy()
    {
        var run = await CommandRun.RunAsync(server.Endpoint, "call", "get_user_profile", "--user-id", "nobody");

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Output));
        var lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(
            "McpAspire.Client: get_user_profile failed: SERVICE_ERROR (BACKEND_ERROR): Not found: no user with id 'nobody'.", lines[0]);
        Assert.Equal(["  reason: not_found", "  status of the backend: 404"], lines[1..3]);
        Assert.Matches("^  trace id: [0-9a-f]{32}$", lines[3]);
        Assert.Equal("  The same call would fail again; search the server's log for the trace id.", lines[4]);
    }

    [Fact]
    public async Task A_transient_tool_error_has_the_time_of_the_next_attempt()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Answers["list_users"] = FakeMcpServer.Failure("""
            {"error":"SERVICE_ERROR","code":"BACKEND_ERROR","message":"Too many.\u001b[2J","retryable":true,
             "details":{"reason":"rate_limited","retry_after_seconds":7}}
            """);

        var run = await CommandRun.RunAsync(fake.Address, "call", "list_users", "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.True((bool)JsonNode.Parse(run.Output)!["isError"]!);
        Assert.Equal(
            "McpAspire.Client: list_users failed: SERVICE_ERROR (BACKEND_ERROR): Too many.?[2J\n  reason: rate_limited\n  Try again in 7 "
                + "seconds.\n",
            run.Error);
    }

    [Fact]
    public async Task An_error_of_another_server_is_shown_as_text()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Answers["list_users"] = FakeMcpServer.Failure("no\nsuch\u0007thing");

        var run = await CommandRun.RunAsync(fake.Address, "call", "list_users");

        Assert.Equal((1, string.Empty, "McpAspire.Client: list_users failed: no such?thing\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Content_without_structure_is_written_as_text()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Answers["list_users"] = new CallToolResult
        {
            Content = [
                new TextContentBlock { Text = "one\ntwo\u001b[31m" },
                ImageContentBlock.FromBytes(new byte[3], "image/png"),
                new ResourceLinkBlock { Uri = "file:///x", Name = "x" }],
        };

        var run = await CommandRun.RunAsync(fake.Address, "call", "list_users");

        Assert.Equal((0, "one\ntwo?[31m\n[image; --json shows it]\n[resource file:///x]\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Arguments_come_from_standard_input_and_flags_take_precedence()
    {
        var run = await CommandRun.RunAsync(
            server.Endpoint,
            new StringReader("""{"user_id":"123","include_details":true}"""),
            [],
            "call",
            "get_user_profile",
            "--input",
            "-",
            "--include-details=false");

        Assert.Equal(("123", null), ((string?)JsonNode.Parse(run.Output)!["id"], JsonNode.Parse(run.Output)!["details"]));
    }

    [Fact]
    public async Task Arguments_come_from_a_file()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, """{"user_id":"123"}""", Cancellation);

        var run = await CommandRun.RunAsync(server.Endpoint, "call", "get_user_profile", "--input", path);

        File.Delete(path);
        Assert.Equal("123", (string?)JsonNode.Parse(run.Output)!["id"]);
    }

    [Theory]
    [InlineData("[1]", "--input: standard input is JSON, but not an object; specify an object with a member for each argument.")]
    [InlineData("{\n\"user_id\":}", "--input: standard input is not JSON, line 2. Specify a JSON object with a member for each argument.")]
    [InlineData("", "--input: standard input is not JSON, line 1. Specify a JSON object with a member for each argument.")]
    [InlineData(
        """{"user_id":1}""",
        "get_user_profile: user_id (--user-id) must be of type string, it is 1. 'tools get_user_profile' shows its arguments.")]
    [InlineData(
        """{"userid":"123"}""",
        "get_user_profile: user_id (--user-id) is required; userid is not known (did you mean user_id?). 'tools get_user_profile' shows "
            + "its arguments.")]
    public async Task Wrong_input_is_named(string input, string expected)
    {
        var run = await CommandRun.RunAsync(server.Endpoint, new StringReader(input), [], "call", "get_user_profile", "--input", "-");

        Assert.Equal((3, string.Empty, $"McpAspire.Client: {expected}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_named()
    {
        var run = await CommandRun.RunAsync(server.Endpoint, "call", "get_user_profile", "--input", "no/such.json");

        Assert.Equal(
            (
                3,
                "McpAspire.Client: --input: the file 'no/such.json' cannot be read. Specify an existing file, or '-' for standard "
                    + "input.\n"),
            (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("get_user_profile", "user_id (--user-id) is required")]
    [InlineData("get_user_profile --user-idd 5", "there is no argument --user-idd (did you mean --user-id?)")]
    [InlineData("get_user_profile --user-id", "Required argument missing for option: '--user-id'")]
    [InlineData(
        "get_user_profile --user-id 123 --include-details maybe",
        "include_details (--include-details) must be of type boolean, it is \"maybe\"")]
    [InlineData(
        "list_users --limit 101 --skip -1", "skip (--skip) must be at least 0, it is -1; limit (--limit) must be at most 100, it is 101")]
    [InlineData("list_users --limit 1.5", "limit (--limit) must be of type integer, it is 1.5")]
    [InlineData("list_users --limit ten", "limit (--limit) must be of type integer, it is \"ten\"")]
    [InlineData("list_users --limit 1 --limit 2", "Option '--limit' expects a single argument but 2 were provided")]
    [InlineData(
        "list_tickets --status opn",
        "status (--status) must be one of open, in_progress, closed, it is \"opn\" (did you mean open?)")]
    [InlineData("query_data --dataset users --filters {a", "filters (--filters) must be JSON of type object")]
    [InlineData("query_data --dataset ../x", "dataset (--dataset) must match ^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")]
    public async Task A_wrong_argument_is_named_with_its_rule(string arguments, string expected)
    {
        var words = arguments.Split(' ');

        var run = await CommandRun.RunAsync(server.Endpoint, ["call", .. words]);

        Assert.Equal(
            (3, string.Empty, $"McpAspire.Client: {words[0]}: {expected}. 'tools {words[0]}' shows its arguments.\n"),
            (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Its_help_shows_the_arguments_of_the_tool()
    {
        var run = await CommandRun.RunAsync(server.Endpoint, "call", "list_tickets", "--help");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        CommandLineTests.AssertPlain(run);
        Assert.Contains("--status", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"string"}""", """["7"]""", "\"7\"")]
    [InlineData("""{"type":"string"}""", """["@file"]""", "\"@file\"")]
    [InlineData("""{"type":"string"}""", """["null"]""", "\"null\"")]
    [InlineData("""{"type":["string","null"]}""", """["null"]""", "null")]
    [InlineData("""{"type":"integer"}""", """["-7"]""", "-7")]
    [InlineData("""{"type":"number"}""", """["1.5e3"]""", "1.5e3")]
    [InlineData("""{"type":"boolean"}""", "[]", "true")]
    [InlineData("""{"type":"boolean"}""", """["false"]""", "false")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """["1","b c"]""", """["1","b c"]""")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", """["1"]""", "[1]")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", """["[1,2]"]""", "[1,2]")]
    [InlineData("""{"type":"object"}""", """["{\"a\":{\"gt\":1}}"]""", """{"a":{"gt":1}}""")]
    [InlineData("{}", """["7"]""", "7")]
    [InlineData("{}", """["seven"]""", "\"seven\"")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"null"}]}""", """["7"]""", "7")]
    [InlineData("""{"$ref":"#/$defs/color"}""", """["red"]""", "\"red\"")]
    public async Task A_flag_has_the_type_of_the_schema(string schema, string values, string expected)
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Descriptions["list_users"] = Described(
            $$$$"""{"type":"object","properties":{"some_value":{{{{schema}}}}},"$defs":{"color":{"enum":["red","green"]}}}""");
        var given = JsonSerializer.Deserialize<string[]>(values)!;

        var run = await CommandRun.RunAsync(
            fake.Address,
            [
                "call",
                "list_users",
                .. given.Length == 0 ? ["--some-value"] : given.SelectMany(static value => new[] { "--some-value", value })]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal($$$"""{"some_value":{{{expected}}}}""", fake.Calls.Single().Arguments.GetRawText());
    }

    [Theory]
    [InlineData("""{"$ref":"#/$defs/color"}""", "blue", "some_value (--some-value) must be one of red, green, it is \"blue\"")]
    [InlineData(
        """{"anyOf":[{"type":"integer","maximum":5},{"type":"null"}]}""", "6", "some_value (--some-value) must be at most 5, it is 6")]
    [InlineData("""{"type":"object","required":["b"]}""", "{}", "some_value (--some-value).b is required")]
    [InlineData(
        """{"type":"array","items":{"type":"integer"},"maxItems":1}""",
        "[1,2]",
        "some_value (--some-value) must have at most 1 items, it has 2")]
    [InlineData(
        """{"type":"number","multipleOf":0.5,"exclusiveMaximum":2}""",
        "2.25",
        "some_value (--some-value) must be less than 2, it is 2.25; some_value (--some-value) must be a multiple of 0.5, it is 2.25")]
    public async Task Rules_of_any_server_are_checked(string schema, string value, string expected)
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Descriptions["list_users"] = Described(
            $$$$"""{"type":"object","properties":{"some_value":{{{{schema}}}}},"$defs":{"color":{"enum":["red","green"]}}}""");

        var run = await CommandRun.RunAsync(fake.Address, "call", "list_users", "--some-value", value);

        Assert.Equal(
            (3, $"McpAspire.Client: list_users: {expected}. 'tools list_users' shows its arguments.\n"), (run.ExitCode, run.Error));
        Assert.Empty(fake.Calls);
    }

    [Theory]
    [InlineData("""{"anyOf":[{"$ref":"#/properties/some_value"},{"$ref":"#/properties/some_value"}]}""")]
    [InlineData("""{"$ref":"#/properties/some_value"}""")]
    [InlineData("""{"items":{"$ref":"#/properties/some_value"}}""")]
    [InlineData("""{"pattern":"(a+)+$"}""")]
    [InlineData("""{"pattern":"("}""")]
    [InlineData("""{"type":7,"enum":"x","minimum":"y","properties":3,"items":4}""")]
    public async Task An_invalid_schema_is_left_to_the_server(string schema)
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Descriptions["list_users"] = Described($$$$"""{"type":"object","properties":{"some_value":{{{{schema}}}}}}""");

        var run = await CommandRun.RunAsync(fake.Address, "call", "list_users", "--some-value", $"{new string('a', 40)}!");
        var shown = await CommandRun.RunAsync(fake.Address, "tools", "list_users");

        Assert.Equal((0, 0), (run.ExitCode, shown.ExitCode));
    }

    [Fact]
    public async Task An_argument_with_the_name_of_an_option_has_another_flag()
    {
        await using var fake = await FakeMcpServer.StartAsync();
        fake.Descriptions["list_users"] = Described(
            """{"type":"object","properties":{"server":{"type":"string"},"duration":{"type":"integer"}}}""");

        var run = await CommandRun.RunAsync(fake.Address, "call", "list_users", "--arg-server", "a", "--arg-duration", "5");
        var wrong = await CommandRun.RunAsync(fake.Address, "call", "list_users", "--duration", "5");

        Assert.Equal((0, """{"server":"a","duration":5}"""), (run.ExitCode, fake.Calls.Single().Arguments.GetRawText()));
        Assert.Equal(
            "McpAspire.Client: list_users: there is no argument --duration (did you mean --arg-duration?). 'tools list_users' shows its "
                + "arguments.\n",
            wrong.Error);
    }

    private static Tool Described(string schema) => new() { Name = "list_users", InputSchema = JsonElement.Parse(schema) };
}
