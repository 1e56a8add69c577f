using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using McpAspire.Client.Terminal;

namespace McpAspire.Client.Commands.Arguments;

/// <summary>Checks a value against the common rules of a JSON Schema, so that a mistake is named before the call. The server has the last word: what is not known here passes.</summary>
internal static class SchemaCheck
{
    /// <summary>A pattern comes from the server, and may be one that takes for ever.</summary>
    private static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(100);

    /// <returns>What is wrong: the place, and the rule that it breaks.</returns>
    public static IEnumerable<string> Errors(JsonElement value, ArgumentSchema schema, string place, int depth = 0)
    {
        if (depth >= ArgumentSchema.MaxDepth)
        {
            return [];
        }

        if (schema.IsUnion)
        {
            return OfUnion(value, schema, place, depth);
        }

        if (schema.Types is { Count: > 0 } types && !types.Any(type => Is(value, type)))
        {
            return [$"{place} must be of type {SchemaWords.Type(schema)}{Shown(value)}"];
        }

        if (schema.Values is { } values && !values.Any(allowed => JsonElement.DeepEquals(allowed, value)))
        {
            var meant = value.ValueKind == JsonValueKind.String ? Suggestion.For(value.GetString()!, values.Select(SchemaWords.Value)) : null;
            return [$"{place} must be one of {string.Join(", ", values.Select(SchemaWords.Value))}{Shown(value)}{(meant is null ? string.Empty : $" (did you mean {meant}?)")}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number => OfNumber(value, schema, place),
            JsonValueKind.String => OfText(value.GetString()!, schema, place),
            JsonValueKind.Array => OfArray(value, schema, place, depth),
            JsonValueKind.Object => OfObject(value, schema, place, depth),
            JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined => [],
            _ => [],
        };
    }

    private static List<string> OfUnion(JsonElement value, ArgumentSchema schema, string place, int depth)
    {
        var candidates = schema.Branches.Select(branch => (Branch: branch, Errors: Errors(value, branch, place, depth + ArgumentSchema.UnionDepth).ToList())).ToList();
        if (candidates.Exists(static candidate => candidate.Errors.Count == 0))
        {
            return [];
        }

        // The branch of the value's own type says most.
        return candidates.Find(candidate => candidate.Branch.Types.Any(type => Is(value, type))).Errors ?? [$"{place} must be of type {SchemaWords.Type(schema)}{Shown(value)}"];
    }

    private static IEnumerable<string> OfNumber(JsonElement value, ArgumentSchema schema, string place)
    {
        if (!value.TryGetDecimal(out var number))
        {
            yield break;
        }

        if (number < schema.Number("minimum"))
        {
            yield return $"{place} must be at least {SchemaWords.Text(schema.Number("minimum")!.Value)}{Shown(value)}";
        }

        if (number > schema.Number("maximum"))
        {
            yield return $"{place} must be at most {SchemaWords.Text(schema.Number("maximum")!.Value)}{Shown(value)}";
        }

        if (number <= schema.Number("exclusiveMinimum"))
        {
            yield return $"{place} must be more than {SchemaWords.Text(schema.Number("exclusiveMinimum")!.Value)}{Shown(value)}";
        }

        if (number >= schema.Number("exclusiveMaximum"))
        {
            yield return $"{place} must be less than {SchemaWords.Text(schema.Number("exclusiveMaximum")!.Value)}{Shown(value)}";
        }

        if (schema.Number("multipleOf") is > 0 and { } step && number % step != 0)
        {
            yield return $"{place} must be a multiple of {SchemaWords.Text(step)}{Shown(value)}";
        }
    }

    private static IEnumerable<string> OfText(string text, ArgumentSchema schema, string place)
    {
        // JSON Schema counts characters of Unicode, .NET halves of some.
        var length = text.EnumerateRunes().Count();
        if (length < schema.Number("minLength"))
        {
            yield return $"{place} must have at least {SchemaWords.Text(schema.Number("minLength")!.Value)} characters, it has {length}";
        }

        if (length > schema.Number("maxLength"))
        {
            yield return $"{place} must have at most {SchemaWords.Text(schema.Number("maxLength")!.Value)} characters, it has {length}";
        }

        if (schema.Get("pattern") is { ValueKind: JsonValueKind.String } pattern && !Matches(text, pattern.GetString()!))
        {
            yield return $"{place} must match {pattern.GetString()}";
        }
    }

    private static IEnumerable<string> OfArray(JsonElement value, ArgumentSchema schema, string place, int depth)
    {
        var length = value.GetArrayLength();
        if (length < schema.Number("minItems"))
        {
            yield return $"{place} must have at least {SchemaWords.Text(schema.Number("minItems")!.Value)} items, it has {length}";
        }

        if (length > schema.Number("maxItems"))
        {
            yield return $"{place} must have at most {SchemaWords.Text(schema.Number("maxItems")!.Value)} items, it has {length}";
        }

        if (schema.Items is { } items)
        {
            foreach (var error in value.EnumerateArray().SelectMany((item, index) => Errors(item, items, string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"), depth + 1)))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> OfObject(JsonElement value, ArgumentSchema schema, string place, int depth)
    {
        var properties = schema.Properties.ToDictionary(static property => property.Key, static property => property.Value);
        foreach (var name in schema.Required.Where(name => !value.TryGetProperty(name, out _)))
        {
            yield return $"{Join(place, name)} is required";
        }

        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetValue(member.Name, out var property))
            {
                foreach (var error in Errors(member.Value, property, Join(place, member.Name), depth + 1))
                {
                    yield return error;
                }
            }
            else if (schema.IsClosed)
            {
                var meant = Suggestion.For(member.Name, properties.Keys);
                yield return $"{Join(place, member.Name)} is not known{(meant is null ? string.Empty : $" (did you mean {meant}?)")}";
            }
        }
    }

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    private static bool Is(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && (!value.TryGetDecimal(out var number) || decimal.Truncate(number) == number),
        _ => true,
    };

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, PatternLimit);
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            // A pattern that .NET does not know, or that takes too long, is the server's to check.
            return true;
        }
    }

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: <= 60 } text ? $", it is {text}" : string.Empty;
}
