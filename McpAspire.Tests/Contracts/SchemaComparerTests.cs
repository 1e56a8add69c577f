using System.Text.Json;
using McpAspire.Client.Compatibility;
using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Tests.Contracts;

[Trait("Category", "Contract")]
public sealed class SchemaComparerTests
{
    public static TheoryData<int, string> Changes() =>
        [.. SchemaChanges.All.Select(static (change, index) => (index, $"{change.Direction}: {change.Name}"))];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Grades_a_change(int index, string name)
    {
        var change = SchemaChanges.All[index];

        var found = Compare(change.Before, change.After, change.Direction);

        Assert.True(change.Grade == Worst(found), $"{name}: {Text(found)}");
        Assert.True(
            change.Rule is null || found.Any(difference => difference.Rule.Id == change.Rule && difference.Rule.Grade == change.Grade),
            $"{name}: {Text(found)}");
    }

    [Fact]
    public void Names_a_nested_property()
    {
        var found = Compare(
            """
            {"type":"object",
             "properties":{"items":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"}},"required":["id"]}}}}
            """,
            """
            {"type":"object",
             "properties":{"items":{"type":"array","items":{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"]}}}}
            """,
            Direction.Output);

        var difference = Assert.Single(found);
        Assert.Equal(("items[].id", "string", "integer"), (difference.Property, difference.Before, difference.After));
    }

    [Theory]
    [InlineData("user_id", "user", "maybe renamed to user")]
    [InlineData("limit", "max_rows", "maybe renamed to max_rows")]
    public void Guesses_the_new_name_of_a_property(string before, string after, string hint)
    {
        var found = Compare(
            $$$"""
            {"type":"object","properties":{"{{{before}}}":{"type":"string","maxLength":9},"other":{}},
             "additionalProperties":false}
            """,
            $$$"""{"type":"object","properties":{"{{{after}}}":{"type":"string","maxLength":9},"other":{}},"additionalProperties":false}""",
            Direction.Input);

        Assert.Equal(hint, found.Single(static difference => difference.Rule.Id == "input.property.removed").Hint);
    }

    [Fact]
    public void Ignores_what_the_client_contract_omits()
    {
        const string Stated = """{"type":"object","properties":{"a":{"type":"string","enum":["x","y"]}}}""";
        const string Full =
            """{"type":"object","title":"T","properties":{"a":{"type":"string","enum":["x"],"default":"x","description":"D."}}}""";

        Assert.Empty(SchemaComparer.Compare(JsonElement.Parse(Stated), JsonElement.Parse(Full), Direction.Output, statedOnly: true));
    }

    [Fact]
    public void Terminates_for_schemas_with_endless_mutual_references()
    {
        var names = Enumerable.Range(0, 40).ToList();
        var branches = string.Join(
            ',', names.Select(static other => $$$"""{"type":"object","properties":{"p":{"$ref":"#/$defs/d{{{other}}}"} } }"""));
        var definitions = string.Join(',', names.Select(name => $$""" "d{{name}}":{"anyOf":[{{branches}}]} """));

        var found = Compare(
            $$"""{"$defs":{ {{definitions}} },"$ref":"#/$defs/d0"}""",
            $$"""{"$defs":{ {{definitions}} },"$ref":"#/$defs/d1"}""",
            Direction.Input);

        Assert.NotEqual(Grade.Additive, Worst(found));
    }

    [Fact]
    public void Stops_at_a_reference_to_itself()
    {
        const string Loop = """{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}""";

        Assert.Equal(Grade.Risky, Worst(Compare(Loop, """{"type":"string"}""", Direction.Input)));
        Assert.Empty(Compare(Loop, Loop, Direction.Input));
    }

    internal static IReadOnlyList<Finding> Compare(string before, string after, Direction direction) =>
        SchemaComparer.Compare(JsonElement.Parse(before), JsonElement.Parse(after), direction);

    internal static Grade? Worst(IReadOnlyList<Finding> found) =>
        found.Count == 0 ? null : found.Max(static difference => difference.Rule.Grade);

    internal static string Text(IEnumerable<Finding> found) =>
        string.Join("; ", found.Select(static difference => $"{difference.Rule.Id} at '{difference.Property}'"));
}
