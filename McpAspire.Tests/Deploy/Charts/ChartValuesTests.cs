using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace McpAspire.Tests.Deploy.Charts;

[Trait("Category", "Deploy")]
public sealed class ChartValuesTests
{
    public static TheoryData<string> Charts { get; } = [.. Chart.Names];

    public static MatrixTheoryData<string, string> Profiles { get; } = new(Chart.Names, ["values-dev.yaml", "values-production.yaml"]);

    [Theory, MemberData(nameof(Charts))]
    public void The_schema_has_exactly_the_values(string chart) =>
        Assert.Equal(
            new Chart(chart).SchemaPaths().Order(StringComparer.Ordinal),
            new Chart(chart).Values().Select(value => value.Path).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Profiles))]
    public void A_profile_sets_only_values_that_exist(string chart, string profile) =>
        Assert.Empty(new Chart(chart).Values(profile).Select(value => value.Path).Except(new Chart(chart).SchemaPaths()));

    [Theory, MemberData(nameof(Charts))]
    public void The_schema_rejects_unknown_values(string chart) =>
        Assert.Empty(
            Nodes(new Chart(chart).ReadSchema())
            .Where(node => Types(node).Contains("object") && node["additionalProperties"] is not JsonValue && !IsOfProgram(node))
            .Select(node => node.GetPath()));

    /// <summary>Helm removes a value that is set to null, so required values must not be null.</summary>
    [Theory, MemberData(nameof(Charts))]
    public void The_schema_rejects_null_where_it_has_no_meaning(string chart)
    {
        string[] optional = ["fullnameOverride", "podAnnotations", "nodeSelector", "tolerations", "priorityClassName"];
        var open = from node in Nodes(new Chart(chart).ReadSchema())
                   where node["properties"] is JsonObject
                       && !node.GetPath().StartsWith("$.properties.tolerations", StringComparison.Ordinal)
                       && !IsOfProgram(node)
                   from property in node["properties"]!.AsObject()
                   where !Types(property.Value!.AsObject()).Contains("null") && !optional.Contains(property.Key)
                   where node["required"]?.AsArray().Any(name => name!.GetValue<string>() == property.Key) is not true
                   select property.Value!.GetPath();

        Assert.Empty(open);
    }

    [Theory, MemberData(nameof(Charts))]
    public void The_schema_describes_every_value(string chart)
    {
        var unexplained = from value in new Chart(chart).Values()
                          where value.Schema?["description"] is null || value.Schema["type"] is null
                          select value.Path;

        Assert.Empty(unexplained);
    }

    [Theory, MemberData(nameof(Charts))]
    public void Every_value_has_a_comment_above_it(string chart)
    {
        var lines = new Chart(chart).Read("values.yaml").Split('\n');
        var uncommented = from value in new Chart(chart).Values()
                          let line = LineOf(value.Value)
                          where !lines[line - 1].TrimStart().StartsWith('#')
                          select value.Path;

        Assert.Empty(uncommented);
    }

    private static int LineOf(YamlNode value) => (int)value.Start.Line - 1;

    private static IEnumerable<string> Types(JsonObject schema) => schema["type"] switch
    {
        JsonArray types => types.Select(type => type!.GetValue<string>()),
        JsonValue type => [type.GetValue<string>()],
        _ => [],
    };

    private static IEnumerable<JsonObject> Nodes(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Nodes(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Nodes),
        _ => [],
    };

    /// <summary>Settings that the chart passes on as they are: the server rejects unknown ones.</summary>
    private static bool IsOfProgram(JsonNode node) => node.GetPath().StartsWith("$.properties.apis", StringComparison.Ordinal);
}
