using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Errors;

/// <summary>The text of an error is short and JSON, whatever the caller and the backend send.</summary>
[Trait("Category", "Integration")]
public sealed class ErrorSizeTests : IAsyncLifetime
{
    /// <summary>Maximum size of arguments in bytes, within the size limit of a request.</summary>
    private const int Room = 200_000;

    private const int MaxBytes = 8 * 1024;

    private static readonly string[] Fillers = ["x", "\u0001", "\"", "é", "漢", "🎫"];

    private FailingSystem _system = null!;

    /// <summary>Large arguments, by the cause of their size.</summary>
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var tool in (string[])["get_user_profile", "create_ticket", "list_users", "list_tickets", "query_data"])
        {
            data.Add(tool, "names");
            data.Add(tool, "name");
            data.Add(tool, "value");
        }

        data.Add("query_data", "filters");
        data.Add("query_data", "nested");
        data.Add("query_data", "prefix");
        return data;
    }

    public async ValueTask InitializeAsync() => _system = await FailingSystem.StartAsync(static async (context, time) =>
    {
        // Rejects the requested columns, within the server's limit.
        var filters = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!["filters"]!.AsObject();
        var columns = filters.Select(filter => $"filters.{filter.Key}").Where(column => column.Length < 200).Take(100);
        var errors = new JsonObject(columns.Append("filters").Select(column => KeyValuePair.Create<string, JsonNode?>(column, "no")));
        await Answers.Text(new JsonObject { ["errors"] = errors }.ToJsonString(), "application/problem+json", 400)(context, time);
    });

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Stays_below_eight_KiB(string tool, string shape)
    {
        foreach (var filler in Fillers)
        {
            var answer = await _system.Server.SendAsync("/mcp", McpCall.Tool(Revision.November2025, tool, Arguments(tool, shape, filler)));

            Assert.True((bool?)answer.Result["isError"], answer.Result.ToJsonString()[..200]);
            Assert.InRange(Encoding.UTF8.GetByteCount(answer.Text), 1, MaxBytes);
            Assert.Equal("VALIDATION_ERROR", (string?)JsonNode.Parse(answer.Text)!["error"]);
        }
    }

    [Fact]
    public async Task Reports_that_there_are_more()
    {
        var error = await _system.CallFailsAsync(McpCall.Tool(Revision.November2025, "list_users", Names("x", 30)));

        Assert.Equal(20, error["details"]!["errors"]!.AsArray().Count);
        Assert.EndsWith("; and more.", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_field_is_read_after_50_KiB_of_other_text()
    {
        var problem = new JsonObject { ["detail"] = Repeat("x", 50 * 1024), ["errors"] = new JsonObject { ["title"] = "no" } };
        await using var system = await FailingSystem.StartAsync(Answers.Text(problem.ToJsonString(), "application/problem+json", 400));

        var error = await system.CallFailsAsync("create_ticket");

        Assert.Equal("title", (string?)Assert.Single(error["details"]!["errors"]!.AsArray())!["field"]);
    }

    [Theory]
    [InlineData("get_user_profile", """{"user_id":"\ud800"}""")]
    [InlineData("get_user_profile", """{"user_id":"1","\ud800":1}""")]
    [InlineData("create_ticket", """{"title":"\ud800","description":"0123456789"}""")]
    [InlineData("list_tickets", """{"status":"\ud800"}""")]
    [InlineData("query_data", """{"dataset":"orders","filters":{"\ud800":1}}""")]
    [InlineData("query_data", """{"dataset":"orders","filters":{"a":{"\ud800":1}}}""")]
    [InlineData("query_data", """{"dataset":"orders","filters":{"a":{"eq":"\ud800"}}}""")]
    public async Task Text_that_is_not_Unicode_is_an_invalid_argument(string tool, string arguments)
    {
        var call = McpCall.Tool(Revision.November2025, tool);

        var answer = await _system.Server.SendAsync(
            "/mcp", call with { Body = call.Body.Replace("\"arguments\":{}", $"\"arguments\":{arguments}", StringComparison.Ordinal) });

        Assert.True(
            answer.ErrorCode is -32600 or -32602 or -32700 || (string?)JsonNode.Parse(answer.Text)!["error"] == "VALIDATION_ERROR",
            answer.Message?.ToJsonString());
    }

    private static string FirstArgument(string tool) => tool switch
    {
        "create_ticket" => "title",
        "query_data" => "dataset",
        "get_user_profile" => "user_id",
        _ => "skip",
    };

    private static JsonObject Arguments(string tool, string shape, string filler)
    {
        var escaped = JsonSerializer.Serialize(filler).Length - 2;
        var room = Room / escaped;
        var arguments = shape switch
        {
            "names" => Names(string.Concat(Enumerable.Repeat(filler, 190)), room / 200),
            "name" => new JsonObject { [Repeat(filler, room)] = 1 },
            "value" => new JsonObject { [FirstArgument(tool)] = Repeat(filler, room) },
            "filters" => new JsonObject { ["filters"] = Names(Repeat(filler, 100), room / 110) },
            "nested" => new JsonObject { ["filters"] = new JsonObject { ["a"] = Names(Repeat(filler, 40), room / 50) } },
            // A list of all paths of these names would have gigabytes.
            "prefix" => new JsonObject { ["filters"] = new JsonObject { [Repeat(filler, room / 2)] = Names("b", Room / 40) } },
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };
        if (tool is "query_data" && shape is not "value")
        {
            arguments["dataset"] = "orders";
        }

        return arguments;
    }

    private static JsonObject Names(string name, int count) =>
        new(Enumerable.Range(0, count).Select(number => KeyValuePair.Create<string, JsonNode?>($"{number}{name}", 1)));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
