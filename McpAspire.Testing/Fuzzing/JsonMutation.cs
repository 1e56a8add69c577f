using System.Text.Json.Nodes;

namespace McpAspire.Testing.Fuzzing;

/// <summary>Changes one place of a JSON value.</summary>
internal static class JsonMutation
{
    private static readonly string[] Names =
    [
        "jsonrpc", "id", "method", "params", "name", "arguments", "_meta", "user_id", "limit", "skip", "filters", "uri", "cursor",
        "result", "error",
        "__proto__", "", "\u0000", "ä",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "0", "-1", "1.5", "1e400", "-0", "9007199254740993", "99999999999999999999999", "\"\"", "\"..\"",
        "\"a\\u0000\"", "\"\\ud83d\\ude00\"", "\"2.0\"",
        "[[[[[[]]]]]]", "[null,null]", """{"a":{"b":[1,"2",null]}}""", "\"tools/call\"", "\"list_users\"", "\"2026-07-28\"",
        "\"'; DROP TABLE users; --\"", "\"=?base64?AA==?=\"",
    ];

    public static void Apply(JsonNode root, SeedRandom random)
    {
        var parent = root;
        // Selects a parent; deeper ones are rarer.
        while (random.Next(3) != 0 && Children(parent) is { Count: > 0 } children)
        {
            parent = random.Pick(children);
        }

        switch (parent)
        {
            case JsonObject members:
                Change(members, random);
                break;
            case JsonArray elements when elements.Count > 0 && random.Next(2) == 0:
                elements.RemoveAt(random.Next(elements.Count));
                break;
            case JsonArray elements:
                elements.Add(Value(random));
                break;
            default:
                break;
        }
    }

    private static void Change(JsonObject members, SeedRandom random)
    {
        var name = members.Count > 0 && random.Next(4) != 0 ? random.Pick([.. members.Select(member => member.Key)]) : random.Pick(Names);
        if (random.Next(3) == 0)
        {
            members.Remove(name);
        }
        else if (random.Next(4) == 0 && members.TryGetPropertyValue(name, out var value))
        {
            members.Remove(name);
            members[random.Pick(Names)] = value;
        }
        else
        {
            members[name] = random.Next(8) == 0 ? new string('x', random.Next(40_000)) : Value(random);
        }
    }

    private static JsonNode? Value(SeedRandom random) => JsonNode.Parse(random.Pick(Values));

    private static List<JsonNode> Children(JsonNode node) => node switch
    {
        JsonObject members => [.. members.Select(member => member.Value!).Where(value => value is JsonObject or JsonArray)],
        JsonArray elements => [.. elements.Where(value => value is JsonObject or JsonArray).Select(value => value!)],
        _ => [],
    };
}
