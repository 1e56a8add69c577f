using System.Text.Json.Nodes;

namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>Rejects schemas that cannot be published or evaluated.</summary>
internal static class SchemaShape
{
    /// <summary>JSON readers accept 64 levels, of which a list of tools takes some.</summary>
    private const int MaxDepth = 50;

    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] Parts = ["not", "if", "then", "else"];

    /// <exception cref="ApiDocumentException">There are too many levels, or a definition contains itself for the same value.</exception>
    public static void Check(JsonObject schema)
    {
        if (IsDeeper(schema, MaxDepth))
        {
            throw new ApiDocumentException($"has a schema with more than {MaxDepth} levels");
        }

        var definitions = schema["$defs"] as JsonObject ?? [];
        var finished = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in definitions)
        {
            Visit(name, [], definitions, finished);
        }
    }

    private static bool IsDeeper(JsonNode? node, int levels) => node switch
    {
        JsonObject members => levels == 0 || members.Any(member => IsDeeper(member.Value, levels - 1)),
        JsonArray items => levels == 0 || items.Any(item => IsDeeper(item, levels - 1)),
        _ => false,
    };

    private static void Visit(string name, HashSet<string> open, JsonObject definitions, HashSet<string> finished)
    {
        if (finished.Contains(name))
        {
            return;
        }

        if (!open.Add(name))
        {
            throw new ApiDocumentException($"has the schema {name}, which contains itself without a member or an item in between");
        }

        foreach (var next in InPlace(definitions[name]))
        {
            Visit(next, open, definitions, finished);
        }

        open.Remove(name);
        finished.Add(name);
    }

    /// <summary>The definitions that a schema applies to the same value.</summary>
    private static IEnumerable<string> InPlace(JsonNode? schema) => schema is not JsonObject members ? []
        : members["$ref"] is JsonValue reference ? [reference.GetValue<string>()["#/$defs/".Length..]]
        : Lists.SelectMany(keyword => members[keyword] as JsonArray ?? [])
            .Concat(Parts.Select(keyword => members[keyword]))
            .Concat((members["dependentSchemas"] as JsonObject ?? []).Select(static member => member.Value))
            .SelectMany(InPlace);
}
