using System.Text;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace McpAspire.Tests.Deploy.Charts;

/// <summary>The table of values in a chart's README: meanings from the schema, defaults from values.yaml.</summary>
internal static class ValuesTable
{
    public static string Of(Chart chart)
    {
        var table = new StringBuilder("| Value | Default | Meaning |\n|---|---|---|\n");
        foreach (var (path, value, schema) in chart.Values())
        {
            table.Append("| `").Append(path).Append("` | `").Append(Write(value)).Append("` | ").Append(schema!["description"])
                .Append(Limits(schema)).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Write(YamlNode value) => value switch
    {
        YamlScalarNode { Style: ScalarStyle.DoubleQuoted } text => $"\"{text.Value}\"",
        YamlScalarNode scalar => scalar.Value!,
        YamlSequenceNode list => $"[{string.Join(", ", list.Select(Write))}]",
        _ => "{}",
    };

    private static string Limits(JsonObject schema) => (schema["enum"], schema["minimum"], schema["maximum"]) switch
    {
        (JsonArray values, _, _) => $" One of {string.Join(", ", values.Select(value => $"`{value}`"))}.",
        (_, { } minimum, { } maximum) => $" {minimum} to {maximum}.",
        (_, { } minimum, _) => $" At least {minimum}.",
        _ => string.Empty,
    };
}
