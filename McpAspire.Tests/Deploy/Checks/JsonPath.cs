using System.Globalization;
using System.Text.Json.Nodes;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>Reads values by a path of names; a missing value is null or empty.</summary>
internal static class JsonPath
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    public static JsonObject Table(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject ?? [];

    public static IEnumerable<JsonObject> Each(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray)?.OfType<JsonObject>() ?? [];

    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray)?.Select(static item => $"{item}") ?? [];

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) => (node.At(path) as JsonValue)?.ToString();

    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        long.TryParse(node.Text(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Is(this JsonNode? node, bool expected, params ReadOnlySpan<string> path) =>
        node.Text(path) == (expected ? "true" : "false");

    /// <summary>Whether the labels match the selector's <c>matchLabels</c>; an empty selector matches everything.</summary>
    public static bool Selects(this JsonObject matchLabels, JsonObject labels) =>
        matchLabels.All(label => labels.Text(label.Key) == $"{label.Value}");

    public static bool SameAs(this JsonObject one, JsonObject other) => JsonNode.DeepEquals(one, other);
}
