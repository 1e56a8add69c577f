using System.Text.Json.Nodes;
using CsCheck;

namespace McpAspire.Tests.Contracts;

/// <summary>Generates changes of schemas.</summary>
internal static class SchemaChangeGen
{
    private static readonly string[] Limits =
    [
        "minimum", "exclusiveMinimum", "maximum", "multipleOf", "minLength", "maxLength",
        "pattern", "maxItems", "uniqueItems", "maxProperties", "required", "enum",
    ];

    /// <summary>A schema before and after one or two changes.</summary>
    public static Gen<(string Before, string After)> Changed { get; } = Gen.Select(
        SchemaGen.Schema, Choice().Array[1, 2], static (before, choices) => (before, Apply(before, choices, Change)));

    /// <summary>A schema, and the results of four successive changes that each allow more.</summary>
    public static Gen<(string First, string[] Looser)> Loosened { get; } = Gen.Select(
        SchemaGen.Schema,
        Choice().Array[4],
        static (first, choices) => (first, Enumerable.Range(1, 4).Select(count => Apply(first, choices[..count], Loosen)).ToArray()));

    private static Gen<Choices> Choice() => Gen.Select(
        Gen.UInt,
        Gen.Int[0, 99],
        Gen.Int[0, 99],
        Gen.UInt,
        SchemaGen.Small,
        static (place, first, second, index, fresh) => new Choices(place, first, second, index, fresh));

    private static string Apply(string schema, Choices[] choices, Action<JsonObject, Choices> change)
    {
        var node = JsonNode.Parse(schema)!;
        foreach (var choice in choices)
        {
            var schemas = SchemasIn(node).ToList();
            change(schemas[(int)(choice.Place % schemas.Count)], choice);
        }

        return node.ToJsonString();
    }

    private static void Change(JsonObject schema, Choices choice)
    {
        var keywords = schema.Select(static keyword => keyword.Key)
            .Where(static keyword => keyword is not ("anyOf" or "properties"))
            .ToList();
        var fresh = JsonNode.Parse(choice.Fresh)!.AsObject();
        if (choice.First < 35)
        {
            Loosen(schema, choice);
        }
        else if (choice.First < 65 && keywords.Count > 0)
        {
            schema.Remove(keywords[(int)(choice.Index % keywords.Count)]);
        }
        else if (schema["properties"] is JsonObject properties && choice.First < 85)
        {
            var name = "abc"[(int)(choice.Index % 3)].ToString();
            properties.Remove(name);
            if (choice.Second < 60)
            {
                properties[name] = choice.Second < 9 ? false : fresh;
            }
        }
        else if (schema["anyOf"] is JsonArray alternatives)
        {
            alternatives.Add(fresh);
        }
        else
        {
            foreach (var (keyword, value) in fresh.Where(static keyword => keyword.Key != "anyOf"))
            {
                schema[keyword] = value!.DeepClone();
            }
        }
    }

    private static void Loosen(JsonObject schema, Choices choice)
    {
        var limits = Limits.Where(schema.ContainsKey).ToList();
        if (schema["type"] is JsonValue integer && integer.ToString() == "integer" && choice.Second < 30)
        {
            schema["type"] = "number";
        }
        else if (limits.Count > 0)
        {
            LoosenLimit(schema, limits[(int)(choice.Index % limits.Count)], isRemoved: choice.Second < 65);
        }
        else if (schema["anyOf"] is JsonArray alternatives)
        {
            alternatives.Add(new JsonObject { ["type"] = "boolean" });
        }
        else if (schema["additionalProperties"] is JsonValue)
        {
            schema["additionalProperties"] = true;
        }
        else if (schema["type"] is JsonValue type && type.ToString() != "null")
        {
            schema["type"] = new JsonArray(type.ToString(), "null");
        }
    }

    private static void LoosenLimit(JsonObject schema, string keyword, bool isRemoved)
    {
        if (isRemoved || schema[keyword] is not JsonValue value || !value.TryGetValue<int>(out var number))
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

    private static IEnumerable<JsonObject> SchemasIn(JsonNode? node)
    {
        if (node is not JsonObject schema)
        {
            return [];
        }

        var inner = schema.SelectMany(static keyword => keyword switch
        {
            { Key: "items" or "additionalProperties" } => [keyword.Value],
            { Key: "properties", Value: JsonObject properties } => properties.Select(static property => property.Value),
            { Key: "anyOf" or "prefixItems", Value: JsonArray schemas } => schemas,
            _ => [],
        });
        return inner.SelectMany(SchemasIn).Prepend(schema);
    }

    /// <summary>The random choices of one change.</summary>
    private sealed record Choices(uint Place, int First, int Second, uint Index, string Fresh);
}
