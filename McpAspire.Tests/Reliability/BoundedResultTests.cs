using System.Text.Encodings.Web;
using System.Text.Json;
using McpAspire.Tests.Integration;

namespace McpAspire.Tests.Reliability;

/// <summary>For any rows of a dataset, no response exceeds the budget, and next_skip leads to each row once.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class BoundedResultTests
{
    private const string Rows = """{"dataset":"rows","limit":1000}""";

    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("/")]
    [InlineData("\n")]
    [InlineData("\u0001")]
    [InlineData("<&>'+`")]
    [InlineData("é")]
    [InlineData("漢")]
    [InlineData("🎫")]
    [InlineData("\ufffd")]
    public async Task Rows_of_characters_that_JSON_escapes_are_counted_as_they_are_sent(string text)
    {
        string[] rows =
        [
            .. Enumerable.Range(0, 150).Select(id =>
                JsonSerializer.Serialize(
                    new Dictionary<string, object> { ["id"] = id, [$"{text}{id}"] = string.Concat(Enumerable.Repeat(text, id)) }, Raw)),
        ];
        await using var backend = await RowsBackend.StartAsync(rows);

        foreach (var budget in (int[])[BoundedPages.MinBudget, BoundedPages.DefaultBudget])
        {
            await using var server = new ServerHost(backend.Address, ("Backend:ResponseBudgetBytes", $"{budget}"));
            AssertSame(rows, await server.WalkAsync("query_data", Rows, budget: budget));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Rows_of_very_different_sizes_are_returned_once(int seed)
    {
#pragma warning disable CA5394 // The same rows each time are the point; nothing is kept secret with them.
        var random = new Random(seed);
        string[] rows =
        [
            .. Enumerable.Range(0, 400).Select(
                id => JsonSerializer.Serialize(new { id, text = new string('x', (int)Math.Pow(10, random.NextDouble() * 5)) })),
        ];
#pragma warning restore CA5394
        await using var backend = await RowsBackend.StartAsync(rows);
        await using var server = new ServerHost(backend.Address);

        AssertSame(rows, await server.WalkAsync("query_data", Rows));
    }

    [Fact]
    public async Task Rows_can_be_any_JSON()
    {
        string[] rows =
        [
            "{}",
            "{\"a\":1e2,\"b\":[1.0,null,true,{\"c\":[]}],\"\":\"\"}",
            "{\"long\":12345678901234567890.123456789}",
            "{\"s\":\"\\ud83c\\udfab\"}",
        ];
        await using var backend = await RowsBackend.StartAsync(rows);
        await using var server = new ServerHost(backend.Address);

        AssertSame(rows, await server.WalkAsync("query_data", Rows));
    }

    [Theory]
    [InlineData(200_000)] // Larger than an answer, but read.
    [InlineData(5_000_000)] // Larger than what is read.
    public async Task A_row_larger_than_the_budget_is_an_error_with_a_remedy(int size)
    {
        await using var backend = await RowsBackend.StartAsync(
            ["""{"id":0}""", $$"""{"id":1,"text":"{{new string('x', size)}}"}""", """{"id":2}"""]);
        await using var server = new ServerHost(backend.Address);
        await using var client = await server.ConnectAsync();

        var first = await client.CallOkAsync("query_data", """{"dataset":"rows","limit":3}""");
        Assert.Equal(
            (1, true, 1),
            (first.GetProperty("rows").GetInt32(), first.GetProperty("truncated").GetBoolean(), first.GetProperty("next_skip").GetInt32()));

        var error = await client.CallFailsAsync("query_data", """{"dataset":"rows","skip":1,"limit":3}""");
        Assert.Equal(("SERVICE_ERROR", false), (error.GetProperty("error").GetString(), error.GetProperty("retryable").GetBoolean()));
        Assert.Equal("bad_response", error.GetProperty("details").GetProperty("reason").GetString());
        Assert.Contains("increase skip by 1", error.GetProperty("message").GetString(), StringComparison.Ordinal);

        var last = await client.CallOkAsync("query_data", """{"dataset":"rows","skip":2,"limit":3}""");
        Assert.Equal((1, false), (last.GetProperty("rows").GetInt32(), last.GetProperty("has_more").GetBoolean()));
    }

    [Fact]
    public async Task Fewer_rows_are_requested_when_a_response_exceeds_the_limit()
    {
        await using var backend = await RowsBackend.StartAsync(
            [.. Enumerable.Range(0, 1000).Select(id => $$"""{"id":{{id}},"text":"{{new string('x', 10_000)}}"}""")]);
        await using var server = new ServerHost(backend.Address);
        await using var client = await server.ConnectAsync();

        var page = await client.CallOkAsync("query_data", Rows);

        Assert.Equal([1000, 250, 62, 15], backend.Limits);
        Assert.InRange(page.GetProperty("rows").GetInt32(), 10, 14);
    }

    private static void AssertSame(string[] expected, List<JsonElement> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.True(JsonElement.DeepEquals(JsonElement.Parse(pair.First), pair.Second)));
    }
}
