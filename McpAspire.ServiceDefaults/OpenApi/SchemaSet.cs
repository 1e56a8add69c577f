using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>
/// Turns schemas of a document into one self-contained JSON Schema: references lead to <c>$defs</c>, and a definition that is used once is
/// written where it is used. Keywords that JSON Schema does not have are dropped.
/// </summary>
/// <param name="document">The document of the schemas.</param>
/// <param name="omitted"><c>readOnly</c> for requests, <c>writeOnly</c> for responses: members with this flag are left out.</param>
internal sealed class SchemaSet(ApiDocument document, string omitted)
{
    private const int MaxDefinitions = 500;
    private const int SmallDefinition = 120;

    private static readonly HashSet<string> Values = new(
        [
            "type", "enum", "default", "examples", "deprecated", "format", "minimum", "maximum", "exclusiveMinimum",
            "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minContains", "maxContains",
            "minProperties", "maxProperties", "required", "dependentRequired", "contentEncoding", "contentMediaType",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Schemas = new(
        [
            "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "unevaluatedProperties",
            "unevaluatedItems",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> SchemaLists = new(["allOf", "anyOf", "oneOf", "prefixItems"], StringComparer.Ordinal);

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, JsonNode Schema)> _pending = [];
    private readonly JsonObject _definitions = [];

    /// <summary>Printable text: what a terminal or a model would take for a command is left out.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>Whether a member is left out on this side.</summary>
    public bool IsOmitted(JsonNode? member) => IsTrue(member?[omitted]) || IsTrue(document.Follow(member)?[omitted]);

    /// <exception cref="ApiDocumentException">A reference leads nowhere or out of the document.</exception>
    public JsonNode Translate(JsonNode? schema) => Translate(schema, null);

    private JsonNode Translate(JsonNode? schema, JsonNode? outerType) => schema switch
    {
        JsonObject members when members["$ref"] is JsonValue reference => Refer(reference.GetValue<string>(), members),
        JsonObject members => TranslateMembers(members, members["type"] ?? outerType),
        JsonValue value => value.DeepClone(),
        _ => new JsonObject(),
    };

    /// <summary>Translates what <paramref name="root"/> refers to, and adds it.</summary>
    /// <returns>The complete schema.</returns>
    /// <exception cref="ApiDocumentException">As for <see cref="Translate(JsonNode?)"/>; or there are too many schemas.</exception>
    public JsonNode Complete(JsonNode root)
    {
        while (_pending.TryDequeue(out var next))
        {
            _definitions[next.Name] = Translate(next.Schema);
        }

        var holder = new JsonObject { ["root"] = root };
        foreach (var uses in Uses(holder).Concat(Uses(_definitions)).ToLookup(static use => (string)use["$ref"]!, StringComparer.Ordinal))
        {
            var name = uses.Key["#/$defs/".Length..];
            var definition = _definitions[name]!;
            if (uses.Count() == 1)
            {
                _definitions.Remove(name);
                Inline(uses.Single(), definition);
            }
            else if (!Uses(definition).Any() && definition.ToJsonString().Length <= SmallDefinition)
            {
                _definitions.Remove(name);
                foreach (var use in uses)
                {
                    Inline(use, definition.DeepClone());
                }
            }
        }

        root = holder["root"]!;
        holder.Remove("root");
        if (_definitions.Count > 0)
        {
            root.AsObject()["$defs"] = _definitions;
        }

        SchemaShape.Check(root.AsObject());
        return root;
    }

    private static void Inline(JsonObject use, JsonNode definition)
    {
        if (definition is JsonObject members && use["description"] is { } description)
        {
            members["description"] = description.DeepClone();
        }

        if (use.Parent is JsonArray items)
        {
            items[items.IndexOf(use)] = definition;
        }
        else
        {
            use.Parent!.AsObject()[use.GetPropertyName()] = definition;
        }
    }

    private static IEnumerable<JsonObject> Uses(JsonNode? node) => node switch
    {
        JsonObject members when members["$ref"] is JsonValue => [members],
        JsonObject members => members.Where(static member => member.Key is not ("default" or "examples" or "enum" or "const"))
            .SelectMany(static member => Uses(member.Value)),
        JsonArray items => items.SelectMany(Uses),
        _ => [],
    };

    internal static bool IsTrue(JsonNode? flag) => flag is JsonValue value && value.TryGetValue<bool>(out var set) && set;

    private JsonObject Refer(string reference, JsonObject members)
    {
        if (!_names.TryGetValue(reference, out var name))
        {
            if (_names.Count == MaxDefinitions)
            {
                throw new ApiDocumentException($"refers to more than {MaxDefinitions} schemas");
            }

            var stem = string.Concat(
                reference.Split('/')[^1].Select(static one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' ? one : '_'));
            name = stem;
            for (var number = 2; _names.ContainsValue(name); number++)
            {
                name = $"{stem}_{number}";
            }

            _names[reference] = name;
            _pending.Enqueue((name, document.Resolve(reference)));
        }

        var use = new JsonObject { ["$ref"] = $"#/$defs/{name}" };
        if (members["description"] is JsonValue description)
        {
            use["description"] = Clean(description.ToString());
        }

        return use;
    }

    private JsonObject TranslateMembers(JsonObject schema, JsonNode? type)
    {
        var result = new JsonObject();
        foreach (var (keyword, value) in schema)
        {
            if (Values.Contains(keyword))
            {
                result[keyword] = value?.DeepClone();
            }
            else if (keyword is "const" && value is JsonValue constant)
            {
                result[keyword] = Constant(constant, type);
            }
            else if (keyword is "title" or "description")
            {
                result[keyword] = Clean(value?.ToString() ?? string.Empty);
            }
            else if (keyword is "pattern" && IsPattern(value?.ToString()))
            {
                result[keyword] = value!.DeepClone();
            }
            // patternProperties is dropped, because its patterns would have no time limit, and with it the rules for all other members.
            else if (Schemas.Contains(keyword)
                && !(keyword is "additionalProperties" or "unevaluatedProperties" && schema.ContainsKey("patternProperties")))
            {
                result[keyword] = Translate(value);
            }
            else if (SchemaLists.Contains(keyword))
            {
                result[keyword] = new JsonArray([.. (value as JsonArray ?? []).Select(part => Translate(part, type))]);
            }
            else if (keyword is "properties" or "dependentSchemas")
            {
                result[keyword] = new JsonObject((value as JsonObject ?? [])
                    .Where(member => keyword is not "properties" || !IsOmitted(member.Value))
                    .Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Translate(member.Value))));
            }
            else if (keyword is "example" && !schema.ContainsKey("examples") && value is not null)
            {
                result["examples"] = new JsonArray(value.DeepClone());
            }
        }

        OmitRequired(schema, result);
        return result;
    }

    /// <summary>The reader of documents turns constants of every type into texts.</summary>
    private static JsonNode? Constant(JsonValue value, JsonNode? type)
    {
        var isText = value.GetValueKind() is not JsonValueKind.String || type is null
            || type.ToJsonString().Contains("\"string\"", StringComparison.Ordinal);
        return isText ? value.DeepClone() : JsonNode.Parse(value.GetValue<string>());
    }

    private void OmitRequired(JsonObject schema, JsonObject result)
    {
        if (schema["properties"] is JsonObject properties && result["required"] is JsonArray required)
        {
            required.RemoveAll(name => properties[name?.ToString() ?? string.Empty] is { } member && IsOmitted(member));
            if (required.Count == 0)
            {
                result.Remove("required");
            }
        }
    }

    /// <summary>Documents carry patterns of other dialects: what .NET cannot read is not enforced.</summary>
    private static bool IsPattern(string? pattern)
    {
        try
        {
            return pattern is not null
                && new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100)).GetGroupNumbers().Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
