using System.Net;
using System.Text;

namespace McpAspire.Tests.Backend;

[Trait("Category", "Integration")]
public sealed class DatasetRefusalTests(BackendFixture backend) : IClassFixture<BackendFixture>
{
    [Theory]
    [InlineData("""{"colour":"red"}""", "filters.colour")]
    [InlineData("""{"Quantity":1}""", "filters.Quantity")]
    [InlineData("""{"quantity":"1"}""", "filters.quantity")]
    [InlineData("""{"quantity":1.5}""", "filters.quantity")]
    [InlineData("""{"quantity":9223372036854775808}""", "filters.quantity")]
    [InlineData("""{"quantity":1e400}""", "filters.quantity")]
    [InlineData("""{"quantity":1.0000000000000000000000000001}""", "filters.quantity")]
    [InlineData("""{"quantity":true}""", "filters.quantity")]
    [InlineData("""{"quantity":null}""", "filters.quantity")]
    [InlineData("""{"quantity":[1]}""", "filters.quantity")]
    [InlineData("""{"quantity":{}}""", "filters.quantity")]
    [InlineData("""{"quantity":{"eq":{"eq":1}}}""", "filters.quantity.eq")]
    [InlineData("""{"quantity":{"contains":1}}""", "filters.quantity.contains")]
    [InlineData("""{"quantity":{"in":1}}""", "filters.quantity.in")]
    [InlineData("""{"quantity":{"in":[]}}""", "filters.quantity.in")]
    [InlineData("""{"quantity":{"in":[1,"2"]}}""", "filters.quantity.in")]
    [InlineData("""{"unit_price":"9.99"}""", "filters.unit_price")]
    [InlineData("""{"unit_price":1e999}""", "filters.unit_price")]
    [InlineData("""{"region":5}""", "filters.region")]
    [InlineData("""{"region":{"like":"E%"}}""", "filters.region")]
    [InlineData("""{"region":{"EQ":"EMEA"}}""", "filters.region")]
    [InlineData("""{"region":"\ud800"}""", "filters.region")]
    [InlineData("""{"express":1}""", "filters.express")]
    [InlineData("""{"express":{"lt":true}}""", "filters.express.lt")]
    [InlineData("""{"ordered_at":"yesterday"}""", "filters.ordered_at")]
    [InlineData("""{"ordered_at":{"gte":1700000000}}""", "filters.ordered_at.gte")]
    [InlineData("""{"ordered_at":{"gte":"2024-02-30"}}""", "filters.ordered_at.gte")]
    [InlineData("""{"ordered_at":{"gte":"0001-01-01T00:00:00+14:00"}}""", "filters.ordered_at.gte")]
    [InlineData("""{"colour":1,"quantity":{"gte":"x","lt":2}}""", "filters.colour", "filters.quantity.gte")]
    public async Task Names_the_field_and_the_rule_of_a_wrong_filter(string filters, params string[] fields)
    {
        await FilterAsync(filters).RefusesAsync(fields);
    }

    [Theory]
    [InlineData("""{"filters":[]}""", "filters")]
    [InlineData("""{"filters":"quantity"}""", "filters")]
    [InlineData("""{"filters":{"quantity":1,"quantity":2}}""", "filters")]
    [InlineData("""{"filters":{"region":{"\ud800":"EMEA"}}}""", "filters")]
    [InlineData("""{"filters":{"\ud800":"EMEA"}}""", "filters")]
    [InlineData("""{"filter":{}}""", "filter")]
    [InlineData("""{"limit":0}""", "limit")]
    [InlineData("""{"limit":1001}""", "limit")]
    [InlineData("""{"limit":"10"}""", "limit")]
    [InlineData("""{"skip":-1}""", "skip")]
    [InlineData("""{"skip":-1,"limit":1001}""", "limit", "skip")]
    public async Task Rejects_a_body_that_breaks_a_rule(string json, params string[] fields)
    {
        await QueryAsync(json).RefusesAsync(fields);
    }

    [Fact]
    public async Task Accepts_20_filters_of_100_values_and_refuses_more()
    {
        await FilterAsync($$$"""{"quantity":{"in":[{{{string.Join(',', Enumerable.Range(1, 100))}}}]}}""").ReadAsync();
        await FilterAsync($$$"""{"quantity":{"in":[{{{string.Join(',', Enumerable.Range(1, 101))}}}]}}""").RefusesAsync(
            "filters.quantity.in");
        await FilterAsync($"{{{string.Join(',', Enumerable.Range(1, 21).Select(number => $"\"c{number}\":1"))}}}").RefusesAsync("filters");
    }

    [Theory]
    [InlineData("""{"region":"EMEA' OR '1'='1"}""")]
    [InlineData("""{"region":"EMEA'; DROP TABLE orders; --"}""")]
    [InlineData("""{"customer":{"contains":"%"}}""")]
    [InlineData("""{"customer":{"contains":"_"}}""")]
    [InlineData("""{"customer":{"in":["x') OR 1=1 --"]}}""")]
    [InlineData("""{"customer":"$limit"}""")]
    public async Task Treats_values_as_values(string filters)
    {
        var page = await FilterAsync(filters).ReadAsync();

        Assert.Equal(0, page.GetProperty("total").GetInt32());
        await HasAllOrdersAsync();
    }

    [Theory]
    [InlineData("quantity = quantity OR quantity")]
    [InlineData("quantity; DROP TABLE orders; --")]
    [InlineData("(SELECT email FROM users LIMIT 1)")]
    [InlineData("rowid")]
    [InlineData("")]
    public async Task Accepts_only_listed_columns(string name)
    {
        await FilterAsync($$"""{"{{name}}":1}""").RefusesAsync($"filters.{name}");
        await FilterAsync($$$"""{"quantity":{"{{{name}}}":1}}""").RefusesAsync("filters.quantity");
        await HasAllOrdersAsync();
    }

    [Theory]
    [InlineData("nothing", HttpStatusCode.NotFound)]
    [InlineData("sqlite_master", HttpStatusCode.NotFound)]
    [InlineData("Orders", HttpStatusCode.NotFound)]
    [InlineData("orders;DROP%20TABLE%20orders", HttpStatusCode.BadRequest)]
    [InlineData("orders%20JOIN%20users", HttpStatusCode.BadRequest)]
    public async Task Reads_no_other_table(string dataset, HttpStatusCode status)
    {
        await backend.PostAsync($"/data/{dataset}/query", "{}").ReadProblemAsync(status);
        await HasAllOrdersAsync();
    }

    [Fact]
    public async Task Rejects_text_that_is_not_utf8()
    {
        var body = new ByteArrayContent([.. """{"filters":{"region":"""u8, (byte)'"', 0xFF, (byte)'"', .. "}}"u8]);
        body.Headers.ContentType = new("application/json");

        await backend.SendAsync(HttpMethod.Post, "/data/orders/query", body).RefusesAsync("filters.region");
    }

    [Fact]
    public async Task Does_not_repeat_a_long_name()
    {
        var problem = await FilterAsync($"{{\"{new string('x', 10_000)}\":1}}").ReadProblemAsync(HttpStatusCode.BadRequest);

        Assert.True(Encoding.UTF8.GetByteCount(problem.GetRawText()) < 1000);
    }

    private Task<HttpResponseMessage> FilterAsync(string filters) => QueryAsync($"{{\"filters\":{filters}}}");

    private Task<HttpResponseMessage> QueryAsync(string json) => backend.PostAsync("/data/orders/query", json);

    private async Task HasAllOrdersAsync() =>
        Assert.Equal(52_000, (await QueryAsync("""{"limit":1}""").ReadAsync()).GetProperty("total").GetInt32());
}
