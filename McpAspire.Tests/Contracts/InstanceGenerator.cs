using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Contracts;

/// <summary>
/// Makes JSON values for a pair of schemas: most of them as one of the schemas wants them, with values at its limits, and some with something of the
/// other or wrong on purpose.
/// </summary>
internal sealed class InstanceGenerator
{
    private static readonly string[] Texts = ["", "a", "A", "ab", "2026-01-02T03:04:05Z", "2026-01-02", "a@b.example", "0b2d5a52-7c0e-4a32-9c27-111111111111", "x y", "é"];

    private readonly Random _random;
    private readonly List<string> _names = ["extra", "more"];
    private readonly List<JsonElement> _values = [];
    private readonly List<decimal> _numbers = [0, 1, -1, 0.5m, 1.5m, 1000];
    private readonly List<string> _texts = [.. Texts];

    public InstanceGenerator(int seed, params JsonElement[] schemas)
    {
#pragma warning disable CA5394 // The same values in every run are wanted.
        _random = new Random(seed);
#pragma warning restore CA5394
        foreach (var schema in schemas)
        {
            Collect(schema);
        }
    }

    public IReadOnlyList<string> Make(JsonElement schema, int count) => [.. Enumerable.Range(0, count).Select(_ => Value(schema, schema, 0)?.ToJsonString() ?? "null")];

    private void Collect(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in element.EnumerateArray())
            {
                Collect(one);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                CollectMember(member);
                Collect(member.Value);
            }
        }
    }

    private void CollectMember(JsonProperty member)
    {
        if (member.Name is "properties" && member.Value.ValueKind == JsonValueKind.Object)
        {
            _names.AddRange(member.Value.EnumerateObject().Select(static property => property.Name));
        }
        else if (member.Name is "required" && member.Value.ValueKind == JsonValueKind.Array)
        {
            _names.AddRange(member.Value.EnumerateArray().Select(static name => name.ToString()));
        }
        else if (member.Name is "enum" && member.Value.ValueKind == JsonValueKind.Array)
        {
            _values.AddRange(member.Value.EnumerateArray());
        }
        else if (member.Name is "const" or "default")
        {
            _values.Add(member.Value);
        }
        else if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDecimal(out var number))
        {
            _numbers.AddRange([number, number + 1, number - 1, number + 0.5m]);
            if (member.Name is "minLength" or "maxLength")
            {
                _texts.AddRange([new string('a', (int)number), new string('A', (int)number + 1), new string('b', Math.Max(0, (int)number - 1))]);
            }
        }
    }

    private JsonNode? Value(JsonElement schema, JsonElement root, int depth)
    {
        if (depth > 5 || schema.ValueKind != JsonValueKind.Object || Chance(12))
        {
            return Anything(depth);
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Value(McpAspire.Client.Compatibility.Schemas.SchemaNode.Of(root).Resolve(reference.GetString()!)?.Element ?? schema, root, depth + 1);
        }

        foreach (var keyword in new[] { "anyOf", "oneOf", "allOf" })
        {
            if (schema.TryGetProperty(keyword, out var parts) && parts.GetArrayLength() > 0 && !Chance(20))
            {
                return Value(Pick(parts.EnumerateArray().ToList()), root, depth + 1);
            }
        }

        if (schema.TryGetProperty("enum", out var values) && !Chance(20))
        {
            return Node(Pick(values.EnumerateArray().ToList()));
        }

        return schema.TryGetProperty("const", out var constant) && !Chance(20) ? Node(constant) : OfType(TypeOf(schema), schema, root, depth);
    }

    private string TypeOf(JsonElement schema) => !schema.TryGetProperty("type", out var type)
        ? schema.TryGetProperty("properties", out _) || schema.TryGetProperty("required", out _) ? "object" : schema.TryGetProperty("items", out _) || schema.TryGetProperty("contains", out _) ? "array" : "any"
        : type.ValueKind == JsonValueKind.Array ? Pick(type.EnumerateArray().ToList()).GetString()! : type.GetString()!;

    private JsonNode? OfType(string type, JsonElement schema, JsonElement root, int depth) => type switch
    {
        "null" => null,
        "boolean" => JsonValue.Create(Chance(50)),
        "integer" => JsonValue.Create(decimal.Truncate(Pick(_numbers))),
        "number" => JsonValue.Create(Pick(_numbers)),
        "string" => JsonValue.Create(Pick(_texts)),
        "array" => List(schema, root, depth),
        "object" => Object(schema, root, depth),
        _ => Anything(depth),
    };

    private JsonArray List(JsonElement schema, JsonElement root, int depth)
    {
        var array = new JsonArray();
        var prefix = schema.TryGetProperty("prefixItems", out var first) ? first.EnumerateArray().ToList() : [];
        var items = schema.TryGetProperty("items", out var rest) ? rest : JsonElement.Parse("true");
        foreach (var index in Enumerable.Range(0, Next(4)))
        {
            array.Add(Value(index < prefix.Count ? prefix[index] : items, root, depth + 1));
        }

        if (array.Count > 0 && Chance(20))
        {
            array.Add(array[0]?.DeepClone());
        }

        return array;
    }

    private JsonObject Object(JsonElement schema, JsonElement root, int depth)
    {
        var made = new JsonObject();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject().Where(_ => !Chance(25)))
            {
                made[property.Name] = Value(property.Value, root, depth + 1);
            }
        }

        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(static name => name.GetString()!).Where(name => !made.ContainsKey(name) && !Chance(15)))
            {
                made[name] = schema.TryGetProperty("properties", out var all) && all.TryGetProperty(name, out var property) ? Value(property, root, depth + 1) : Anything(depth);
            }
        }

        foreach (var _ in Enumerable.Range(0, Chance(35) ? 1 + Next(2) : 0))
        {
            made.TryAdd(Pick(_names), schema.TryGetProperty("additionalProperties", out var others) && !Chance(30) ? Value(others, root, depth + 1) : Anything(depth + 1));
        }

        return made;
    }

    private JsonNode? Anything(int depth) => Next(depth > 4 ? 5 : 7) switch
    {
        0 => null,
        1 => JsonValue.Create(Chance(50)),
        2 => JsonValue.Create(Pick(_numbers)),
        3 => JsonValue.Create(Pick(_texts)),
        4 => _values.Count > 0 ? Node(Pick(_values)) : JsonValue.Create(Next(3)),
        5 => new JsonArray([.. Enumerable.Range(0, Next(3)).Select(_ => Anything(depth + 2))]),
        _ => new JsonObject(_names.Distinct().Where(_ => Chance(40)).Select(name => KeyValuePair.Create(name, Anything(depth + 2)))),
    };

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());

    private T Pick<T>(List<T> choices) => choices[Next(choices.Count)];

    private bool Chance(int percent) => Next(100) < percent;

#pragma warning disable CA5394 // As above.
    private int Next(int end) => _random.Next(end);
#pragma warning restore CA5394
}
