using System.Text.Json.Nodes;

namespace McpAspire.Tests.Http;

/// <summary>Whether a JSON value contains another: all members of an object, and a matching element for each of an array's.</summary>
internal static class JsonSubset
{
    public static bool IsIn(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonObject wanted, JsonObject given) => wanted.All(
            member => given.TryGetPropertyValue(member.Key, out var value) && IsIn(member.Value, value)),
        (JsonArray wanted, JsonArray given) => wanted.All(element => given.Any(candidate => IsIn(element, candidate))),
        _ => JsonNode.DeepEquals(expected, actual),
    };
}
