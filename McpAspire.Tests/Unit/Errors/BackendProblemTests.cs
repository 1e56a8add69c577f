using System.Text;
using McpAspire.Server.Backend;

namespace McpAspire.Tests.Unit.Errors;

[Trait("Category", "Unit")]
public sealed class BackendProblemTests
{
    [Theory]
    [InlineData("""{"errors":{"a":["x"],"b":["y"]},"rules":{"b":"column"}}""", "a, b=column")]
    [InlineData("""{"errors":{"a":null}}""", "a")]
    [InlineData("""{"errors":{"a":["x"]},"rules":{"a":1}}""", "a")]
    [InlineData("""{"errors":{"a":["x"]},"rules":["a"]}""", "a")]
    [InlineData("""{"errors":{"a":["x"]},"rules":"a"}""", "a")]
    [InlineData("""{"errors":{}}""", "")]
    [InlineData("""{"errors":["a"]}""", "")]
    [InlineData("""{"errors":null}""", "")]
    [InlineData("""{"rules":{"a":"column"}}""", "")]
    [InlineData("""{"title":"Bad Request"}""", "")]
    [InlineData("""{"errors":{"\ud800":["x"]}}""", "")]
    [InlineData("""{"errors":{"a":["x"]},"rules":{"a":"\ud800"}}""", "")]
    [InlineData("""["errors"]""", "")]
    [InlineData("null", "")]
    [InlineData("<html>", "")]
    [InlineData("""{"errors":{"a":["x"]""", "")]
    [InlineData("", "")]
    public void Reads_fields_and_rules_and_of_anything_else_nothing(string body, string fields) =>
        Assert.Equal(
            fields,
            string.Join(
                ", ",
                BackendProblem.Refusals(Encoding.UTF8.GetBytes(body)).Select(
                    refusal => refusal.Rule is null ? refusal.Field : $"{refusal.Field}={refusal.Rule}")));

    [Fact]
    public void Reads_at_most_a_hundred_fields()
    {
        var errors = string.Join(',', Enumerable.Range(0, 1000).Select(number => $"\"f{number}\":[]"));

        Assert.Equal(100, BackendProblem.Refusals(Encoding.UTF8.GetBytes($$$"""{"errors":{{{{errors}}}}}""")).Count);
    }

    [Fact]
    public void Ignores_bytes_that_are_not_text() => Assert.Empty(BackendProblem.Refusals([0xFF, 0xFE, 0x7B]));
}
