using System.Text.Json;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class DatasetEndpointTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    [Fact]
    public async Task Lists_every_dataset_with_its_columns_and_row_count()
    {
        var list = await backend.GetAsync("/datasets").ReadAsync();

        Assert.Equal(["orders", "products", "tickets", "users"], list.Ids("name"));
        var rows = list.GetProperty("items").EnumerateArray().Select(dataset => dataset.GetProperty("rows").GetInt32()).ToList();
        Assert.Equal((52_000, 120, 360), (rows[0], rows[1], rows[3]));
        Assert.True(rows[2] >= 1_400, "Other tests add tickets, and nobody removes one.");
        Assert.All(list.GetProperty("items").EnumerateArray(), dataset => Assert.NotEmpty(dataset.GetProperty("description").GetString()!));
        Assert.Equal(
            ["boolean", "integer", "number", "text", "timestamp"],
            Columns(list).Select(column => column.GetProperty("type").GetString()).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rows_have_the_listed_columns_with_values_of_their_types()
    {
        var list = await backend.GetAsync("/datasets").ReadAsync();
        foreach (var dataset in list.GetProperty("items").EnumerateArray())
        {
            var types = dataset.GetProperty("columns").EnumerateArray().ToDictionary(
                column => column.GetProperty("name").GetString()!,
                column => column.GetProperty("type").GetString());
            var page = await backend.PostAsync($"/data/{dataset.GetProperty("name").GetString()}/query", """{"limit":200}""").ReadAsync();
            foreach (var value in page.GetProperty("data").EnumerateArray().SelectMany(row => row.EnumerateObject()))
            {
                Assert.True(IsOf(types[value.Name]!, value.Value), $"{value.Name}: {value.Value.GetRawText()}");
            }
        }
    }

    [Fact]
    public async Task Returns_a_hundred_rows_by_default()
    {
        var page = await backend.PostAsync("/data/orders/query", "{}").ReadAsync();

        Assert.Equal(["dataset", "rows", "data", "total", "skip", "limit"], page.EnumerateObject().Select(property => property.Name));
        Assert.Equal("orders", page.GetProperty("dataset").GetString());
        Assert.Equal(100, page.GetProperty("rows").GetInt32());
        Assert.Equal(100, page.GetProperty("data").GetArrayLength());
        Assert.Equal(52_000, page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Pages_show_every_order_once_in_the_order_of_the_key()
    {
        var numbers = new List<long>();
        for (var skip = 0; skip < 52_000; skip += 1000)
        {
            var page = await backend.PostAsync("/data/orders/query", $$"""{"skip":{{skip}},"limit":1000}""").ReadAsync();
            numbers.AddRange(page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("order_id").GetInt64()));
        }

        Assert.Equal(Enumerable.Range(100_001, 52_000).Select(number => (long)number), numbers);
    }

    [Theory]
    [InlineData("""{"limit":1}""", 1)]
    [InlineData("""{"limit":1000}""", 1000)]
    [InlineData("""{"skip":51999,"limit":1000}""", 1)]
    [InlineData("""{"skip":52000}""", 0)]
    [InlineData("""{"skip":2147483647,"limit":1000}""", 0)]
    [InlineData("""{"filters":null}""", 100)]
    [InlineData("""{"filters":{}}""", 100)]
    public async Task Accepts_queries_at_the_limits(string json, int expected)
    {
        var page = await backend.PostAsync("/data/orders/query", json).ReadAsync();

        Assert.Equal(expected, page.GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task A_new_ticket_is_in_the_dataset()
    {
        var created = await backend.PostAsync("/tickets", """{"title":"Only in this test","description":"0123456789"}""").ReadAsync(
            System.Net.HttpStatusCode.Created);
        var page = await backend.PostAsync("/data/tickets/query", """{"filters":{"title":"Only in this test"}}""").ReadAsync();

        Assert.Equal(created.GetProperty("id").GetString(), page.GetProperty("data")[0].GetProperty("id").GetString());
    }

    private static IEnumerable<JsonElement> Columns(JsonElement list) =>
        list.GetProperty("items").EnumerateArray().SelectMany(dataset => dataset.GetProperty("columns").EnumerateArray());

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "integer" => value.TryGetInt64(out _),
        "number" => value.TryGetDouble(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "timestamp" => value.TryGetDateTimeOffset(out _),
        _ => value.ValueKind == JsonValueKind.String,
    };
}
