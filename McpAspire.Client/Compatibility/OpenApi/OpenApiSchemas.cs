using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Compatibility.Schemas;

namespace McpAspire.Client.Compatibility.OpenApi;

/// <summary>
/// Extracts schemas from a document as self-contained JSON Schema: includes referenced schemas, removes annotations, and converts keywords
/// of 3.0.
/// </summary>
/// <param name="document">The document.</param>
/// <param name="isRequest">
/// Whether the schemas are of requests, which excludes read-only properties; otherwise, write-only ones are excluded.
/// </param>
internal sealed class OpenApiSchemas(OpenApiDocument document, bool isRequest)
{
    private const int MaxDepth = 60;

    private static readonly HashSet<string> Notes = new(
        [
            "title",
            "description",
            "default",
            "example",
            "examples",
            "externalDocs",
            "xml",
            "discriminator",
            "deprecated",
            "readOnly",
            "writeOnly",
            "nullable",
            "$comment",
            "$schema",
            "$id"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> OfOne = new(
        [
            "items",
            "additionalProperties",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "unevaluatedProperties",
            "unevaluatedItems",
            "additionalItems"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> OfNames = new(
        ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"], StringComparer.Ordinal);

    private static readonly HashSet<string> OfMany = new(["allOf", "anyOf", "oneOf", "prefixItems"], StringComparer.Ordinal);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly JsonObject _definitions = [];
    private readonly Queue<(string Name, SchemaNode Node)> _pending = new();

    /// <summary>Extracts one schema.</summary>
    public JsonElement Take(SchemaNode schema) => Close(Convert(schema, 0));

    /// <summary>Extracts the schemas of the parameters in one location as an object.</summary>
    public JsonElement Take(IEnumerable<(string Name, SchemaNode Schema, bool IsRequired)> properties)
    {
        var (schemas, required) = (new JsonObject(), new JsonArray());
        foreach (var (name, schema, isRequired) in properties)
        {
            schemas[name] = Convert(schema, 0);
            if (isRequired)
            {
                required.Add(name);
            }
        }

        return Close(
            new JsonObject { ["type"] = "object", ["properties"] = schemas, ["required"] = required, ["additionalProperties"] = false });
    }

    private JsonElement Close(JsonNode schema)
    {
        while (_pending.TryDequeue(out var next))
        {
            _definitions[next.Name] = Convert(next.Node, 0);
        }

        if (schema is JsonObject root && _definitions.Count > 0)
        {
            root["$defs"] = _definitions.DeepClone();
        }

        return JsonElement.Parse(schema.ToJsonString());
    }

    private JsonNode Convert(SchemaNode node, int depth)
    {
        if (node.Element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return JsonValue.Create(node.Element.GetBoolean());
        }

        if (node.Element.ValueKind != JsonValueKind.Object || depth > MaxDepth)
        {
            throw document.Wrong(node, depth > MaxDepth ? $"must have at most {MaxDepth} levels of nested schemas" : "must be a schema");
        }

        // 3.0 ignores keywords beside a reference.
        var isReference = document.IsVersion30 && node.Element.TryGetProperty("$ref", out _);
        var result = new JsonObject();
        foreach (var member in node.Element.EnumerateObject()
            .Where(
                member =>
                    (!isReference || member.Name == "$ref")
                        && !Notes.Contains(member.Name)
                        && !member.Name.StartsWith("x-", StringComparison.Ordinal)))
        {
            result[member.Name] = Convert(node.Child(member.Name, member.Value), member.Name, depth + 1);
        }

        if (document.IsVersion30 && !isReference)
        {
            ToJsonSchema(node.Element, result);
        }

        LeaveOut(node, result);
        return result;
    }

    private JsonNode? Convert(SchemaNode node, string keyword, int depth) => (keyword, node.Element.ValueKind) switch
    {
        ("$ref", JsonValueKind.String) => Refer(node),
        (_, JsonValueKind.Array) when OfMany.Contains(keyword) || OfOne.Contains(keyword) =>
            new JsonArray(
                [
                    .. node.Element.EnumerateArray().Select(
                        (one, index) => Convert(node.Child(index.ToString(CultureInfo.InvariantCulture), one), depth))]),
        (_, JsonValueKind.Object) when OfNames.Contains(keyword) =>
            new JsonObject(
                node.Element.EnumerateObject().Select(
                    one => KeyValuePair.Create(one.Name, (JsonNode?)Convert(node.Child(one.Name, one.Value), depth)))),
        _ when OfOne.Contains(keyword) => Convert(node, depth),
        _ => JsonNode.Parse(node.Element.GetRawText()),
    };

    private string Refer(SchemaNode node)
    {
        var reference = node.Element.GetString()!;
        if (document.Resolve(node, reference) is not { } target)
        {
            // The target is outside the document: reported as not comparable.
            return reference;
        }

        if (!_names.TryGetValue(target.Pointer, out var name))
        {
            var last = string.Concat(
                target.Pointer.Split('/')[^1].Select(
                    static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '_'));
            for (var (number, free) = (2, last); ; number++, free = $"{last}-{number}")
            {
                if (!_names.ContainsValue(free))
                {
                    name = free;
                    break;
                }
            }

            _names[target.Pointer] = name;
            _pending.Enqueue((name, target));
        }

        return $"#/$defs/{name}";
    }

    /// <summary>3.0 has <c>nullable</c> instead of the type null, and Booleans for exclusive limits.</summary>
    private static void ToJsonSchema(JsonElement source, JsonObject schema)
    {
        if (source.TryGetProperty("nullable", out var nullable)
            && nullable.ValueKind == JsonValueKind.True
            && schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }

        foreach (var (limit, exclusive) in new[] { ("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum") })
        {
            if (source.TryGetProperty(exclusive, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                schema.Remove(exclusive);
                if (flag.GetBoolean() && schema[limit] is { } value)
                {
                    schema.Remove(limit);
                    schema[exclusive] = value.DeepClone();
                }
            }
        }
    }

    /// <summary>Removes read-only properties from requests, and write-only ones from responses.</summary>
    private void LeaveOut(SchemaNode node, JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            return;
        }

        var given = node.Child("properties", node.Element.GetProperty("properties"));
        foreach (var name in given.Element.EnumerateObject()
            .Where(one => IsElsewhere(given.Child(one.Name, one.Value)))
            .Select(static one => one.Name)
            .ToList())
        {
            properties.Remove(name);
            foreach (var required in (schema["required"] as JsonArray ?? [])
                .Where(one => one is JsonValue value && value.TryGetValue<string>(out var text) && text == name)
                .ToList())
            {
                schema["required"]!.AsArray().Remove(required);
            }
        }
    }

    private bool IsElsewhere(SchemaNode property)
    {
        var flag = isRequest ? "readOnly" : "writeOnly";
        return Says(property)
            || (property.Element.ValueKind == JsonValueKind.Object && property.Element.TryGetProperty("$ref", out var reference)
            && reference.ValueKind == JsonValueKind.String
                && document.Resolve(property, reference.GetString()!) is { } target
                && Says(target));

        bool Says(SchemaNode schema)
        {
            return schema.Element.ValueKind == JsonValueKind.Object
                && schema.Element.TryGetProperty(flag, out var value)
                && value.ValueKind == JsonValueKind.True;
        }
    }
}
