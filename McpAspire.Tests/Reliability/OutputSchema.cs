using System.Text.Json;

namespace McpAspire.Tests.Reliability;

/// <summary>The subset of JSON Schema that the tools' output schemas use: types, required members, members, items, enums.</summary>
internal static class OutputSchema
{
    /// <summary>The first thing in <paramref name="value"/> that the schema does not allow, or <see langword="null"/>.</summary>
    public static string? Breach(JsonElement schema, JsonElement value, string path = "$")
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return schema.ValueKind == JsonValueKind.False ? $"{path} must not be there" : null;
        }

        return !HasType(schema, value) ? $"{path} is {value.ValueKind}"
            : schema.TryGetProperty("enum", out var allowed)
                && !allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? $"{path} is not in the enum"
            : value.ValueKind == JsonValueKind.Object ? Missing(schema, value, path) ?? Members(schema, value, path)
            : value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items)
                ? value.EnumerateArray().Select((item, index) => Breach(items, item, $"{path}[{index}]")).FirstOrDefault(
                    breach => breach is not null)
            : null;
    }

    private static string? Missing(JsonElement schema, JsonElement value, string path) =>
        schema.TryGetProperty("required", out var required)
            && required.EnumerateArray()
                .Select(name => name.GetString()!)
                .FirstOrDefault(name => !value.TryGetProperty(name, out _)) is { } missing
            ? $"{path}.{missing} is missing"
            : null;

    private static string? Members(JsonElement schema, JsonElement value, string path) =>
        schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject()
                .Select(property =>
                    value.TryGetProperty(property.Name, out var member) ? Breach(property.Value, member, $"{path}.{property.Name}") : null)
                .FirstOrDefault(breach => breach is not null)
            : null;

    private static bool HasType(JsonElement schema, JsonElement value) =>
        !schema.TryGetProperty("type", out var type)
            || (type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Any(one => IsOf(one.GetString()!, value))
                : IsOf(type.GetString()!, value));

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This type is not known here."),
    };
}
