using System.Text.Json;
using McpAspire.Server.Calls;

namespace McpAspire.Tests.Unit.Errors;

[Trait("Category", "Unit")]
public sealed class RefusedArgumentsTests
{
    private const string Sent = """{"dataset":"orders","filters":{"a":1,"a.b":{"c":2},"":{"":3}}}""";

    [Theory]
    [InlineData("dataset")]
    [InlineData("filters")]
    [InlineData("filters.a")]
    [InlineData("filters.a.b")]
    [InlineData("filters.a.b.c")]
    [InlineData("filters.")]
    [InlineData("filters..")]
    public void Names_only_arguments_that_the_caller_sent(string field) =>
        Assert.Equal([field], Of(Sent, (field, "column")).Select(error => error.Field));

    [Theory]
    [InlineData("")]
    [InlineData("data")]
    [InlineData("datasets")]
    [InlineData("dataset.a")]
    [InlineData("Dataset")]
    [InlineData("filters.b")]
    [InlineData("filters.a.c")]
    [InlineData("filters.a.b.c.d")]
    [InlineData("a")]
    [InlineData("orders")]
    public void Names_nothing_else(string field) => Assert.Empty(Of(Sent, (field, "column")));

    [Theory]
    [InlineData("column", "column", "is not a column of the dataset")]
    [InlineData("type", "type", "does not have the type that the backend requires")]
    [InlineData(
        "operator",
        "operator",
        "uses an operator that the column does not support; operators: eq, ne, lt, lte, gt, gte, contains, in (contains: text only)")]
    [InlineData("reference", "reference", "refers to something that does not exist")]
    [InlineData("Column", "backend", "was rejected by the backend")]
    [InlineData(null, "backend", "was rejected by the backend")]
    public void Describes_a_known_rule(string? rule, string named, string words)
    {
        var error = Assert.Single(Of(Sent, ("dataset", rule)));

        Assert.Equal((named, words), (error.Rule, error.Message));
    }

    [Fact]
    public void Names_nothing_without_arguments() => Assert.Empty(RefusedArguments.Of([("dataset", null)], null));

    [Fact]
    public void Names_at_most_twenty() => Assert.Equal(20, Of(Sent, [.. Enumerable.Repeat(("dataset", (string?)null), 100)]).Count);

    private static IReadOnlyList<ArgumentError> Of(string sent, params (string Field, string? Rule)[] refusals) =>
        RefusedArguments.Of(refusals, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(sent));
}
