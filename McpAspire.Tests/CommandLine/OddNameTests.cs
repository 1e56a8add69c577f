using System.Text.Json;
using McpAspire.Tests.Client;
using ModelContextProtocol.Protocol;

namespace McpAspire.Tests.CommandLine;

/// <summary>Arguments whose names cannot be flags.</summary>
[Trait("Category", "Integration")]
public sealed class OddNameTests
{
    private const string Schema = """
        {"type":"object","properties":{
            "first name":{"type":"string"},"a\u001b[31m":{"type":"string"},"":{"type":"string"},"a=b":{},
            "user_id":{"type":"string"},"user-id":{"type":"string"}}}
        """;

    [Fact]
    public async Task Are_set_by_input_and_shown_without_control_characters()
    {
        await using var fake = await StartAsync();

        var call = await CommandRun.RunAsync(
            fake.Address,
            new StringReader("""{"first name":"x","user-id":"2"}"""),
            [],
            "call",
            "list_users",
            "--user-id",
            "1",
            "--input",
            "-");
        var shown = await CommandRun.RunAsync(fake.Address, "tools", "list_users");

        Assert.Equal((0, string.Empty), (call.ExitCode, call.Error));
        Assert.Equal("""{"first name":"x","user-id":"2","user_id":"1"}""", fake.Calls.Single().Arguments.GetRawText());
        CommandLineTests.AssertPlain(shown);
        Assert.Contains("first name TEXT", shown.Output, StringComparison.Ordinal);
        Assert.Contains("only with --input", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duplicate_name_is_reported_in_one_line()
    {
        await using var fake = await StartAsync("""{"type":"object","properties":{"a":{},"a":{}}}""");

        var run = await CommandRun.RunAsync(fake.Address, "call", "list_users");

        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith(
            $"McpAspire.Client: {fake.Address}mcp: an input schema has a duplicate name. ", run.Error, StringComparison.Ordinal);
    }

    private static async Task<FakeMcpServer> StartAsync(string schema = Schema)
    {
        var fake = await FakeMcpServer.StartAsync();
        fake.Descriptions["list_users"] = new Tool { Name = "list_users", InputSchema = JsonElement.Parse(schema) };
        return fake;
    }
}
