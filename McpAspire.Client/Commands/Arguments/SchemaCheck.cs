using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using McpAspire.Client.Compatibility.Schemas;
using McpAspire.Client.Terminal;

namespace McpAspire.Client.Commands.Arguments;

/// <summary>Checks a value against the common keywords of JSON Schema before the call. The server checks other keywords.</summary>
internal static class SchemaCheck
{
    /// <summary>A pattern comes from the server and can take unlimited time.</summary>
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(100);

    /// <returns>The violations: the path of the value, and the rule.</returns>
    public static IEnumerable<string> Errors(JsonElement value, ArgumentSchema schema, string path, int depth = 0)
    {
        if (depth >= ArgumentSchema.MaxDepth)
        {
            return [];
        }

        if (schema.IsUnion)
        {
            return UnionErrors(value, schema, path, depth);
        }

        if ((JsonValues.TypeOf(value) & schema.Types) == JsonTypes.None)
        {
            return [$"{path} must be of type {SchemaWords.Type(schema)}{Shown(value)}"];
        }

        if (schema.Values is { } values && !values.Any(allowed => JsonElement.DeepEquals(allowed, value)))
        {
            var meant = value.ValueKind == JsonValueKind.String
                ? Suggestion.For(value.GetString()!, values.Select(SchemaWords.Value))
                : null;
            return [$"{path} must be one of {string.Join(", ", values.Select(SchemaWords.Value))}{Shown(value)}{DidYouMean(meant)}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number => NumberErrors(value, schema, path),
            JsonValueKind.String => TextErrors(value.GetString()!, schema, path),
            JsonValueKind.Array => ArrayErrors(value, schema, path, depth),
            JsonValueKind.Object => ObjectErrors(value, schema, path, depth),
            JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined => [],
            _ => [],
        };
    }

    private static List<string> UnionErrors(JsonElement value, ArgumentSchema schema, string path, int depth)
    {
        var candidates = schema.Branches
            .Select(branch => (Branch: branch, Errors: Errors(value, branch, path, depth + ArgumentSchema.UnionDepth).ToList()))
            .ToList();

        // The branch of the value's type gives the most informative message.
        return candidates.Exists(static candidate => candidate.Errors.Count == 0)
            ? []
            : candidates.Find(candidate => (candidate.Branch.Types & JsonValues.TypeOf(value)) != JsonTypes.None).Errors
                ?? [$"{path} must be of type {SchemaWords.Type(schema)}{Shown(value)}"];
    }

    private static IEnumerable<string> NumberErrors(JsonElement value, ArgumentSchema schema, string path)
    {
        if (JsonValues.Number(value) is not { } number)
        {
            return [];
        }

        (string Words, decimal? Limit, bool IsBroken)[] rules =
        [
            ("at least", schema.Number("minimum"), number < schema.Number("minimum")),
            ("at most", schema.Number("maximum"), number > schema.Number("maximum")),
            ("more than", schema.Number("exclusiveMinimum"), number <= schema.Number("exclusiveMinimum")),
            ("less than", schema.Number("exclusiveMaximum"), number >= schema.Number("exclusiveMaximum")),
            (
                "a multiple of",
                schema.Number("multipleOf"),
                schema.Number("multipleOf") is > 0 and { } step && !JsonValues.IsMultiple(number, step)),
        ];
        return rules.Where(static rule => rule.IsBroken).Select(
            rule => $"{path} must be {rule.Words} {SchemaWords.Text(rule.Limit!.Value)}{Shown(value)}");
    }

    private static IEnumerable<string> TextErrors(string text, ArgumentSchema schema, string path)
    {
        // JSON Schema counts Unicode characters, .NET UTF-16 units.
        var errors = CountErrors(text.EnumerateRunes().Count(), schema, "minLength", "maxLength", "characters", path);
        return schema.Text("pattern") is { } pattern && !Matches(text, pattern) ? errors.Append($"{path} must match {pattern}") : errors;
    }

    private static IEnumerable<string> ArrayErrors(JsonElement value, ArgumentSchema schema, string path, int depth)
    {
        var errors = CountErrors(value.GetArrayLength(), schema, "minItems", "maxItems", "items", path);
        return schema.Items is { } items
            ? errors.Concat(value.EnumerateArray().SelectMany((item, index) =>
                Errors(item, items, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), depth + 1)))
            : errors;
    }

    private static IEnumerable<string> CountErrors(
        int count, ArgumentSchema schema, string minKeyword, string maxKeyword, string unit, string path)
    {
        if (count < schema.Number(minKeyword))
        {
            yield return $"{path} must have at least {SchemaWords.Text(schema.Number(minKeyword)!.Value)} {unit}, it has {count}";
        }

        if (count > schema.Number(maxKeyword))
        {
            yield return $"{path} must have at most {SchemaWords.Text(schema.Number(maxKeyword)!.Value)} {unit}, it has {count}";
        }
    }

    private static IEnumerable<string> ObjectErrors(JsonElement value, ArgumentSchema schema, string path, int depth)
    {
        var properties = schema.Properties.ToDictionary(StringComparer.Ordinal);
        foreach (var name in schema.Required.Where(name => !value.TryGetProperty(name, out _)))
        {
            yield return $"{Join(path, name)} is required";
        }

        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetValue(member.Name, out var property))
            {
                foreach (var error in Errors(member.Value, property, Join(path, member.Name), depth + 1))
                {
                    yield return error;
                }
            }
            else if (schema.IsClosed)
            {
                yield return $"{Join(path, member.Name)} is not known{DidYouMean(Suggestion.For(member.Name, properties.Keys))}";
            }
        }
    }

    private static string DidYouMean(string? name) => name is null ? string.Empty : $" (did you mean {name}?)";

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, PatternTimeout);
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            // The server checks patterns that .NET does not support or that take too long.
            return true;
        }
    }

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: <= 60 } text ? $", it is {text}" : string.Empty;
}
