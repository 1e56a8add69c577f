using System.Globalization;
using System.Text.Json;

namespace McpAspire.Client.Commands.Arguments;

/// <summary>Says what a schema asks for.</summary>
internal static class SchemaWords
{
    /// <summary>The type, such as <c>string</c>, <c>integer[]</c> or <c>string or null</c>.</summary>
    public static string Type(ArgumentSchema schema)
    {
        var types = schema.Types.Select(type => type == "array" && schema.Items is { } items && items.Types is [var item] ? $"{item}[]" : type).ToList();
        return types.Count == 0 ? "any" : string.Join(" or ", types);
    }

    /// <summary>The rules beside the type, a few words each.</summary>
    public static IEnumerable<string> Rules(ArgumentSchema schema)
    {
        if (schema.Values is { Count: > 0 } values)
        {
            yield return $"one of {string.Join(", ", values.Select(Value))}";
        }

        foreach (var branch in schema.Branches)
        {
            if (Between(branch.Number("minimum"), branch.Number("maximum"), string.Empty) is { } range)
            {
                yield return range;
            }

            if (branch.Number("exclusiveMinimum") is { } above)
            {
                yield return $"more than {Text(above)}";
            }

            if (branch.Number("exclusiveMaximum") is { } below)
            {
                yield return $"less than {Text(below)}";
            }

            if (branch.Number("multipleOf") is { } step)
            {
                yield return $"a multiple of {Text(step)}";
            }

            if (Between(branch.Number("minLength"), branch.Number("maxLength"), " characters") is { } length)
            {
                yield return length;
            }

            if (Between(branch.Number("minItems"), branch.Number("maxItems"), " items") is { } items)
            {
                yield return items;
            }

            if (branch.Get("pattern") is { ValueKind: JsonValueKind.String } pattern)
            {
                yield return $"matches {pattern.GetString()}";
            }

            if (branch.Get("format") is { ValueKind: JsonValueKind.String } format)
            {
                yield return $"format {format.GetString()}";
            }
        }
    }

    /// <summary>A value as people write it.</summary>
    public static string Value(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    public static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string? Between(decimal? least, decimal? most, string unit) => (least, most) switch
    {
        ({ } low, { } high) when low == high => $"{Text(low)}{unit}",
        ({ } low, { } high) => $"{Text(low)} to {Text(high)}{unit}",
        ({ } low, null) => $"at least {Text(low)}{unit}",
        (null, { } high) => $"at most {Text(high)}{unit}",
        _ => null,
    };
}
