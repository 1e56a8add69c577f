using System.Text.Json;

namespace McpAspire.Tests.Backend;

/// <summary>Each operator is compared with the same condition in C# over all rows of a dataset.</summary>
[Trait("Category", "Integration")]
public sealed class DatasetFilterTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    [Fact]
    public async Task Compares_texts()
    {
        await MatchesAsync("""{"category":"Tools"}""", row => Text(row, "category") == "Tools");
        await MatchesAsync("""{"category":{"eq":"Tools"}}""", row => Text(row, "category") == "Tools");
        await MatchesAsync("""{"category":{"ne":"Tools"}}""", row => Text(row, "category") != "Tools");
        await MatchesAsync("""{"category":{"lt":"Safety"}}""", row => string.CompareOrdinal(Text(row, "category"), "Safety") < 0);
        await MatchesAsync("""{"category":{"gte":"Safety"}}""", row => string.CompareOrdinal(Text(row, "category"), "Safety") >= 0);
        await MatchesAsync("""{"category":{"in":["Tools","Safety","None"]}}""", row => Text(row, "category") is "Tools" or "Safety");
        await MatchesAsync(
            """{"name":{"contains":"dESK"}}""",
            row => Text(row, "name").Contains("desk", StringComparison.OrdinalIgnoreCase));
        await MatchesAsync("""{"name":{"contains":""}}""", _ => true);
        await MatchesAsync("""{"category":"tools"}""", _ => false, none: true);
    }

    [Fact]
    public async Task Compares_integers()
    {
        await MatchesAsync("""{"stock":{"lt":100}}""", row => Number(row, "stock") < 100);
        await MatchesAsync("""{"stock":{"lt":100.0}}""", row => Number(row, "stock") < 100);
        await MatchesAsync("""{"stock":{"lt":1e2}}""", row => Number(row, "stock") < 100);
        await MatchesAsync("""{"stock":{"lte":100}}""", row => Number(row, "stock") <= 100);
        await MatchesAsync("""{"stock":{"gt":800}}""", row => Number(row, "stock") > 800);
        await MatchesAsync("""{"stock":{"gte":800}}""", row => Number(row, "stock") >= 800);
        await MatchesAsync("""{"stock":{"gte":200,"lt":400}}""", row => Number(row, "stock") is >= 200 and < 400);
        var some = (await RowsAsync("{}"))[3].GetProperty("stock").GetInt32();
        await MatchesAsync($$"""{"stock":{{some}}}""", row => Number(row, "stock") == some);
        await MatchesAsync($$$"""{"stock":{"lte":{{{some}}},"gte":{{{some}}}}}""", row => Number(row, "stock") == some);
        await MatchesAsync($$$"""{"stock":{"ne":{{{some}}}}}""", row => Number(row, "stock") != some);
        await MatchesAsync($$$"""{"stock":{"in":[{{{some}}},-1]}}""", row => Number(row, "stock") == some);
    }

    [Fact]
    public async Task Compares_numbers()
    {
        await MatchesAsync("""{"unit_price":329}""", row => Number(row, "unit_price") == 329);
        await MatchesAsync("""{"unit_price":{"lt":99.5}}""", row => Number(row, "unit_price") < 99.5);
        await MatchesAsync("""{"unit_price":{"gte":329.0}}""", row => Number(row, "unit_price") >= 329);
        await MatchesAsync("""{"unit_price":{"gt":3.29e2}}""", row => Number(row, "unit_price") > 329);
    }

    [Fact]
    public async Task Compares_booleans()
    {
        await MatchesAsync("""{"discontinued":true}""", row => row.GetProperty("discontinued").GetBoolean());
        await MatchesAsync("""{"discontinued":{"ne":true}}""", row => !row.GetProperty("discontinued").GetBoolean());
        await MatchesAsync("""{"discontinued":{"in":[true,false]}}""", _ => true);
    }

    [Fact]
    public async Task Compares_timestamps()
    {
        var noon = new DateTimeOffset(2021, 6, 1, 12, 0, 0, TimeSpan.Zero);
        await MatchesAsync("""{"introduced_at":{"lt":"2021-06-01"}}""", row => Instant(row, "introduced_at") < noon.AddHours(-12));
        await MatchesAsync("""{"introduced_at":{"gte":"2021-06-01T12:00:00Z"}}""", row => Instant(row, "introduced_at") >= noon);
        await MatchesAsync("""{"introduced_at":{"gte":"2021-06-01T14:00:00+02:00"}}""", row => Instant(row, "introduced_at") >= noon);
        var some = (await RowsAsync("{}"))[0].GetProperty("introduced_at").GetString();
        await MatchesAsync($$"""{"introduced_at":"{{some}}"}""", row => Text(row, "introduced_at") == some);
    }

    [Fact]
    public async Task Joins_conditions_with_and()
    {
        await MatchesAsync("""{"category":"Electronics","unit_price":{"lt":100},"discontinued":false}""", row =>
            Text(row, "category") == "Electronics" && Number(row, "unit_price") < 100 && !row.GetProperty("discontinued").GetBoolean());
    }

    [Fact]
    public async Task A_missing_value_differs_from_every_value()
    {
        var all = await backend.PostAsync("/data/users/query", """{"limit":1000}""").ReadAsync();
        var others = await backend.PostAsync("/data/users/query", """{"limit":1000,"filters":{"manager_id":{"ne":"user-001"}}}""")
            .ReadAsync();
        var team = await backend.PostAsync("/data/users/query", """{"limit":1000,"filters":{"manager_id":"user-001"}}""").ReadAsync();

        Assert.Contains(others.GetProperty("data").EnumerateArray(), row => !row.TryGetProperty("manager_id", out _));
        Assert.Equal(all.GetProperty("total").GetInt32(), others.GetProperty("total").GetInt32() + team.GetProperty("total").GetInt32());
    }

    private static string Text(JsonElement row, string column) => row.GetProperty(column).GetString()!;

    private static double Number(JsonElement row, string column) => row.GetProperty(column).GetDouble();

    private static DateTimeOffset Instant(JsonElement row, string column) => row.GetProperty(column).GetDateTimeOffset();

    private async Task MatchesAsync(string filters, Func<JsonElement, bool> condition, bool none = false)
    {
        var expected = (await RowsAsync("{}")).Where(condition).Select(row => Text(row, "sku")).ToArray();
        var actual = (await RowsAsync(filters)).Select(row => Text(row, "sku")).ToArray();

        Assert.Equal(none, expected.Length == 0);
        Assert.Equal(expected, actual);
    }

    private async Task<List<JsonElement>> RowsAsync(string filters)
    {
        var page = await backend.PostAsync("/data/products/query", $$"""{"filters":{{filters}},"limit":1000}""").ReadAsync();
        Assert.Equal(page.GetProperty("rows").GetInt32(), page.GetProperty("total").GetInt32());
        return [.. page.GetProperty("data").EnumerateArray()];
    }
}
