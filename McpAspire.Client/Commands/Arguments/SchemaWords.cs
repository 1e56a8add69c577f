using System.Globalization;
using System.Text.Json;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Client.Commands.Arguments;

/// <summary>Describes the rules of a schema in words.</summary>
internal static class SchemaWords
{
    /// <summary>The type, such as <c>string</c>, <c>integer[]</c> or <c>string or null</c>.</summary>
    public static string Type(ArgumentSchema schema)
    {
        var item = schema.Types != JsonTypes.All && schema.Types.HasFlag(JsonTypes.Array) && schema.Items is { } items
            ? JsonValues.Names(items.Types)
            : [];
        return schema.Types == JsonTypes.All
            ? "any"
            : string.Join(
                " or ", JsonValues.Names(schema.Types).Select(name => name == "array" && item is [var only] ? $"{only}[]" : name));
    }

    /// <summary>The rules except the type.</summary>
    public static IEnumerable<string> Rules(ArgumentSchema schema)
    {
        IEnumerable<string?> values = schema.Values is { Count: > 0 } listed ? [$"one of {string.Join(", ", listed.Select(Value))}"] : [];
        return values.Concat(schema.Branches.SelectMany(BranchRules)).OfType<string>();
    }

    /// <summary>A value without quotes.</summary>
    public static string Value(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    public static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static IEnumerable<string?> BranchRules(ArgumentSchema branch) =>
    [
        Between(branch.Number("minimum"), branch.Number("maximum"), string.Empty),
        branch.Number("exclusiveMinimum") is { } above ? $"more than {Text(above)}" : null,
        branch.Number("exclusiveMaximum") is { } below ? $"less than {Text(below)}" : null,
        branch.Number("multipleOf") is { } step ? $"a multiple of {Text(step)}" : null,
        Between(branch.Number("minLength"), branch.Number("maxLength"), " characters"),
        Between(branch.Number("minItems"), branch.Number("maxItems"), " items"),
        branch.Text("pattern") is { } pattern ? $"pattern {pattern}" : null,
        branch.Text("format") is { } format ? $"format {format}" : null,
    ];

    private static string? Between(decimal? min, decimal? max, string unit) => (min, max) switch
    {
        ({ } low, { } high) when low == high => $"{Text(low)}{unit}",
        ({ } low, { } high) => $"{Text(low)} to {Text(high)}{unit}",
        ({ } low, null) => $"at least {Text(low)}{unit}",
        (null, { } high) => $"at most {Text(high)}{unit}",
        _ => null,
    };
}
