using System.Text.Json.Nodes;

namespace McpAspire.Tests.Contracts;

/// <summary>Makes schemas at random, and changes of them.</summary>
internal sealed class SchemaGenerator
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "array", "object", "null"];

    private static readonly string[] Names = ["a", "b", "c"];

    private static readonly string[] Values = ["a", "A", "ab", ""];

    private readonly Random _random;

    public SchemaGenerator(int seed)
    {
#pragma warning disable CA5394 // The same schemas in every run are wanted.
        _random = new Random(seed);
#pragma warning restore CA5394
    }

    public string Make() => Schema(0).ToJsonString();

    /// <summary>The schema with one or two changes somewhere in it.</summary>
    public string Change(string schema)
    {
        var node = JsonNode.Parse(schema)!;
        for (var changes = 1 + Next(2); changes > 0; changes--)
        {
            ChangeOnce(PickSchema(node));
        }

        return node.ToJsonString();
    }

    /// <summary>The schema with a change that allows more.</summary>
    public string Loosen(string schema)
    {
        var node = JsonNode.Parse(schema)!;
        LoosenOnce(PickSchema(node));
        return node.ToJsonString();
    }

    private JsonObject Schema(int depth)
    {
        if (depth < 3 && Chance(12))
        {
            return new() { ["anyOf"] = new JsonArray([.. Enumerable.Range(0, 2 + Next(2)).Select(_ => (JsonNode)Schema(depth + 1))]) };
        }

        var type = Types[Next(depth > 2 ? 4 : Types.Length)];
        var schema = new JsonObject { ["type"] = Chance(15) && type != "null" ? new JsonArray(type, "null") : type };
        Fill(schema, type, depth);
        return schema;
    }

    private void Fill(JsonObject schema, string type, int depth)
    {
        if (type is "integer" or "number")
        {
            Maybe(schema, "minimum", () => Next(4));
            Maybe(schema, "maximum", () => 4 + Next(4));
            Maybe(schema, "exclusiveMinimum", () => Next(3), 15);
            Maybe(schema, "multipleOf", () => 1 + Next(3), 20);
        }
        else if (type == "string")
        {
            Maybe(schema, "minLength", () => Next(2));
            Maybe(schema, "maxLength", () => 2 + Next(3));
            Maybe(schema, "enum", () => new JsonArray([.. Values.Where(_ => Chance(60)).Append("x").Select(static text => (JsonNode)text)]), 25);
            Maybe(schema, "pattern", () => Chance(50) ? "^a" : "^A", 15);
        }
        else if (type == "array")
        {
            Maybe(schema, "items", () => Schema(depth + 1), 80);
            Maybe(schema, "prefixItems", () => new JsonArray(Schema(depth + 1)), 25);
            Maybe(schema, "maxItems", () => 1 + Next(3));
            Maybe(schema, "uniqueItems", () => Chance(50), 20);
        }
        else if (type == "object")
        {
            schema["properties"] = new JsonObject(Names.Where(_ => Chance(60)).Select(name => KeyValuePair.Create(name, (JsonNode?)Schema(depth + 1))));
            Maybe(schema, "required", () => new JsonArray([.. Names.Where(_ => Chance(35)).Select(static name => (JsonNode)name)]), 60);
            Maybe(schema, "additionalProperties", () => Chance(60) ? false : Schema(depth + 1), 50);
            Maybe(schema, "maxProperties", () => 1 + Next(3), 15);
        }
    }

    private void ChangeOnce(JsonObject schema)
    {
        if (Chance(35))
        {
            LoosenOnce(schema);
            return;
        }

        var keywords = schema.Select(static keyword => keyword.Key).Where(static keyword => keyword is not ("anyOf" or "properties")).ToList();
        if (Chance(45) && keywords.Count > 0)
        {
            schema.Remove(keywords[Next(keywords.Count)]);
        }
        else if (schema["properties"] is JsonObject properties && Chance(50))
        {
            var name = Names[Next(Names.Length)];
            properties.Remove(name);
            if (Chance(60))
            {
                properties[name] = Chance(15) ? false : Schema(2);
            }
        }
        else if (schema["anyOf"] is JsonArray alternatives)
        {
            alternatives.Add(Schema(2));
        }
        else
        {
            var fresh = Schema(1);
            foreach (var keyword in fresh.Select(static keyword => keyword.Key).Where(static keyword => keyword != "anyOf").ToList())
            {
                schema[keyword] = fresh[keyword]!.DeepClone();
            }
        }
    }

    private void LoosenOnce(JsonObject schema)
    {
        string[] limits = ["minimum", "exclusiveMinimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern", "maxItems", "uniqueItems", "maxProperties", "required", "enum"];
        var there = limits.Where(schema.ContainsKey).ToList();
        if (schema["type"] is JsonValue type && type.ToString() == "integer" && Chance(30))
        {
            schema["type"] = "number";
        }
        else if (there.Count > 0)
        {
            var keyword = there[Next(there.Count)];
            if (Chance(50) || schema[keyword] is not JsonValue value || !value.TryGetValue<int>(out var number))
            {
                schema.Remove(keyword);
            }
            else if (keyword is "minimum" or "exclusiveMinimum" or "minLength")
            {
                schema[keyword] = Math.Max(0, number - 1);
            }
            else if (keyword != "multipleOf")
            {
                schema[keyword] = number + 1;
            }
        }
        else if (schema["anyOf"] is JsonArray alternatives)
        {
            alternatives.Add(new JsonObject { ["type"] = "boolean" });
        }
        else if (schema["additionalProperties"] is JsonValue)
        {
            schema["additionalProperties"] = true;
        }
        else if (schema["type"] is JsonValue one && one.ToString() is not "null")
        {
            schema["type"] = new JsonArray(one.ToString(), "null");
        }
    }

    /// <summary>One of the schemas in a schema.</summary>
    private JsonObject PickSchema(JsonNode root)
    {
        var all = new List<JsonObject>();
        Collect(root, all);
        return all[Next(all.Count)];
    }

    private static void Collect(JsonNode? node, List<JsonObject> all)
    {
        if (node is not JsonObject schema)
        {
            return;
        }

        all.Add(schema);
        foreach (var (keyword, value) in schema)
        {
            foreach (var child in keyword switch
            {
                "items" or "additionalProperties" => [value],
                "properties" => ((JsonObject)value!).Select(static property => property.Value),
                "anyOf" or "prefixItems" => (JsonArray)value!,
                _ => Enumerable.Empty<JsonNode?>(),
            })
            {
                Collect(child, all);
            }
        }
    }

    private void Maybe(JsonObject schema, string keyword, Func<JsonNode> value, int percent = 40)
    {
        if (Chance(percent))
        {
            schema[keyword] = value();
        }
    }

    private bool Chance(int percent) => Next(100) < percent;

#pragma warning disable CA5394 // As above.
    private int Next(int end) => _random.Next(end);
#pragma warning restore CA5394
}
