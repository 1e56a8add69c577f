using System.Text.Json;
using McpAspire.Tests.Integration;

namespace McpAspire.Tests.Reliability;

/// <summary>Rejections by the backend have the same form as those by the server: the argument and the rule.</summary>
[Trait("Category", "Integration")]
[Trait("Server", "Program")]
public sealed class RefusedArgumentTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("""{"colour":"red"}""", "filters.colour", "column")]
    [InlineData("""{"Quantity":1}""", "filters.Quantity", "column")]
    [InlineData("""{"":1}""", "filters.", "column")]
    [InlineData("""{"a.b":1}""", "filters.a.b", "column")]
    [InlineData("""{"quantity":"1"}""", "filters.quantity", "type")]
    [InlineData("""{"quantity":1.5}""", "filters.quantity", "type")]
    [InlineData("""{"quantity":null}""", "filters.quantity", "type")]
    [InlineData("""{"quantity":{"lt":"x"}}""", "filters.quantity.lt", "type")]
    [InlineData("""{"unit_price":"9.99"}""", "filters.unit_price", "type")]
    [InlineData("""{"region":5}""", "filters.region", "type")]
    [InlineData("""{"region":["EMEA"]}""", "filters.region", "type")]
    [InlineData("""{"express":1}""", "filters.express", "type")]
    [InlineData("""{"express":"true"}""", "filters.express", "type")]
    [InlineData("""{"ordered_at":"yesterday"}""", "filters.ordered_at", "type")]
    [InlineData("""{"ordered_at":{"gte":1700000000}}""", "filters.ordered_at.gte", "type")]
    [InlineData("""{"quantity":{"in":1}}""", "filters.quantity.in", "type")]
    [InlineData("""{"quantity":{"in":[1,"2"]}}""", "filters.quantity.in", "type")]
    [InlineData("""{"region":{"like":"E%"}}""", "filters.region", "operator")]
    [InlineData("""{"region":{"EQ":"EMEA"}}""", "filters.region", "operator")]
    [InlineData("""{"quantity":{}}""", "filters.quantity", "operator")]
    [InlineData("""{"quantity":{"contains":1}}""", "filters.quantity.contains", "operator")]
    [InlineData("""{"express":{"lt":true}}""", "filters.express.lt", "operator")]
    [InlineData("""{"quantity":{"in":[]}}""", "filters.quantity.in", "size")]
    public async Task A_wrong_filter_is_named(string filters, string field, string rule)
    {
        Assert.Equal([(field, rule)], await FilterAsync(filters));
    }

    [Fact]
    public async Task Every_wrong_filter_is_named()
    {
        var refusals = await FilterAsync("""{"colour":1,"region":"EMEA","quantity":{"gte":"x","lt":2,"contains":3}}""");

        Assert.Equal(
            [("filters.colour", "column"), ("filters.quantity.contains", "operator"), ("filters.quantity.gte", "type")], refusals.Order());
    }

    [Fact]
    public async Task Too_many_filters_and_values_are_named()
    {
        var filters = string.Join(',', Enumerable.Range(1, 21).Select(number => $"\"c{number}\":1"));
        Assert.Equal([("filters", "size")], await FilterAsync($$"""{{{filters}}}"""));

        var values = string.Join(',', Enumerable.Range(1, 101));
        Assert.Equal([("filters.quantity.in", "size")], await FilterAsync($$$"""{"quantity":{"in":[{{{values}}}]}}"""));
    }

    [Fact]
    public async Task A_long_column_name_is_reported_by_its_argument()
    {
        Assert.Equal([("filters", "column")], await FilterAsync($$"""{"{{new string('x', 129)}}":1}"""));
    }

    [Theory]
    [InlineData("quantity = quantity OR quantity")]
    [InlineData("quantity; DROP TABLE orders; --")]
    [InlineData("(SELECT email FROM users LIMIT 1)")]
    [InlineData("rowid")]
    [InlineData("1=1) UNION SELECT * FROM users --")]
    public async Task SQL_is_not_a_column(string name)
    {
        Assert.Equal([($"filters.{name}", "column")], await FilterAsync($$"""{"{{name}}":1}"""));
        Assert.Equal([("filters.quantity", "operator")], await FilterAsync($$$"""{"quantity":{"{{{name}}}":1}}"""));
        Assert.Equal(52_000, await TotalAsync("{}"));
    }

    [Theory]
    [InlineData("""{"region":"EMEA' OR '1'='1"}""")]
    [InlineData("""{"region":"EMEA'; DROP TABLE orders; --"}""")]
    [InlineData("""{"customer":{"contains":"%"}}""")]
    [InlineData("""{"customer":{"in":["x') OR 1=1 --"]}}""")]
    public async Task SQL_in_a_value_is_a_value(string filters)
    {
        Assert.Equal(0, await TotalAsync(filters));
        Assert.Equal(52_000, await TotalAsync("{}"));
    }

    [Fact]
    public async Task An_unknown_assignee_is_reported()
    {
        Assert.Equal(
            [("assignee_id", "reference")],
            await RefusalsAsync("create_ticket", """{"title":"Printer","description":"It prints nothing.","assignee_id":"nobody"}"""));
    }

    private async Task<int> TotalAsync(string filters) =>
        (await server.Client.CallOkAsync("query_data", $$"""{"dataset":"orders","filters":{{filters}},"limit":1}""")).GetProperty("total")
            .GetInt32();

    private Task<(string? Field, string? Rule)[]> FilterAsync(string filters) =>
        RefusalsAsync("query_data", $$"""{"dataset":"orders","filters":{{filters}}}""");

    private async Task<(string? Field, string? Rule)[]> RefusalsAsync(string tool, string arguments)
    {
        var error = await server.Client.CallFailsAsync(tool, arguments);
        Assert.Equal(("VALIDATION_ERROR", false), (error.GetProperty("error").GetString(), error.GetProperty("retryable").GetBoolean()));
        return [.. error.GetProperty("details").GetProperty("errors").EnumerateArray().Select(Refusal)];
    }

    private static (string? Field, string? Rule) Refusal(JsonElement error)
    {
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        return (error.GetProperty("field").GetString(), error.GetProperty("rule").GetString());
    }
}
