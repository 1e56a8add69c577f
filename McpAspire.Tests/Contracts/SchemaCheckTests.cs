using System.Text.Json;

namespace McpAspire.Tests.Contracts;

/// <summary>The schema check of the contract tests is strict.</summary>
[Trait("Category", "Contract")]
public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("""{"type":"string","maxLenght":3}""", "null", "maxLenght")]
    [InlineData("""{"properties":{"format":{"type":"string","format":"dateTime"}}}""", "{}", "dateTime")]
    [InlineData("""{"type":"strin"}""", "null", "/type")]
    [InlineData("""{"properties":{"a":{"$ref":"#/$defs/missing"}}}""", """{"a":1}""", "missing")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"yesterday\"", "date-time")]
    [InlineData("""{"properties":{"a":{"items":{"type":"integer"}}}}""", """{"a":[1,1.5]}""", "/a/1")]
    public void Names_the_error(string schema, string json, string expected) =>
        Assert.Contains(
            SchemaCheck.Errors(JsonElement.Parse(schema), JsonElement.Parse(json)),
            error => error.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [
        InlineData(
            """{"properties":{"a":{"type":["integer","null"],"maximum":3},"b":{"type":"string","format":"date-time"}}}""",
            """{"a":1.0,"b":"2026-01-02T03:04:05+00:00"}""")]
    [InlineData("""{"$defs":{"t":{"properties":{"next":{"$ref":"#/$defs/t"}}}},"$ref":"#/$defs/t"}""", """{"next":{"next":{}}}""")]
    public void Accepts_what_the_draft_allows(string schema, string json) =>
        Assert.Empty(SchemaCheck.Errors(JsonElement.Parse(schema), JsonElement.Parse(json)));
}
