using System.Text.Json;

namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>The keywords of a schema, with resolved references and merged <c>allOf</c> where that is equivalent.</summary>
/// <param name="Node">Its source.</param>
/// <param name="Keywords">Its keywords.</param>
/// <param name="IsFalse">Whether it allows nothing, like the schema <c>false</c>.</param>
/// <param name="IsOpaque">Whether it cannot be inspected.</param>
internal sealed record SchemaView(
    SchemaNode Node, IReadOnlyDictionary<string, SchemaNode> Keywords, bool IsFalse = false, bool IsOpaque = false)
{
    /// <summary>Whether it allows everything.</summary>
    public bool IsTrue => !IsFalse && !IsOpaque && Keywords.Keys.All(Keyword.IsAnnotation);

    /// <summary>The types of its values, by <c>type</c>, <c>enum</c> and <c>const</c>.</summary>
    public JsonTypes Types
    {
        get
        {
            var types = Keywords.TryGetValue("type", out var type) ? JsonValues.TypesNamed(type.Element) : JsonTypes.All;
            return ListedValues() is { } values
                ? types & values.Aggregate(JsonTypes.None, static (all, value) => all | JsonValues.TypeOf(value))
                : types;
        }
    }

    /// <summary>
    /// The allowed values of <c>enum</c> and <c>const</c> within <c>type</c>; <see langword="null"/> if there is neither.
    /// </summary>
    public IReadOnlyList<JsonElement>? Values
    {
        get
        {
            var types = Types;
            return ListedValues()?.Where(value => (JsonValues.TypeOf(value) & types) != 0).ToList();
        }
    }

    public SchemaNode Get(string keyword) => Keywords.TryGetValue(keyword, out var node) ? node : SchemaNode.Anything;

    public JsonElement? Find(string keyword) => Keywords.TryGetValue(keyword, out var node) ? node.Element : null;

    /// <summary>The schemas of its named properties.</summary>
    public IReadOnlyDictionary<string, SchemaNode> Properties() =>
        Keywords.TryGetValue("properties", out var node) && node.Element.ValueKind == JsonValueKind.Object
        ? node.Element.EnumerateObject().ToDictionary(
            static property => property.Name, property => node.Child(property.Name, property.Value), StringComparer.Ordinal)
        : new Dictionary<string, SchemaNode>(StringComparer.Ordinal);

    public IReadOnlySet<string> Required() => Find("required") is { ValueKind: JsonValueKind.Array } names
        ? names.EnumerateArray()
            .Where(static name => name.ValueKind == JsonValueKind.String)
            .Select(static name => name.GetString()!)
            .ToHashSet(StringComparer.Ordinal)
        : new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The schemas in an array, such as those of <c>anyOf</c>.</summary>
    public IReadOnlyList<SchemaNode> List(string keyword) =>
        Keywords.TryGetValue(keyword, out var node) && node.Element.ValueKind == JsonValueKind.Array
        ? [
            .. node.Element.EnumerateArray().Select(
                (element, index) => node.Child(index.ToString(System.Globalization.CultureInfo.InvariantCulture), element))]
        : [];

    private IReadOnlyList<JsonElement>? ListedValues() => (Find("enum"), Find("const")) switch
    {
        ({ ValueKind: JsonValueKind.Array } values, { } constant) =>
            [.. values.EnumerateArray().Where(value => JsonElement.DeepEquals(value, constant))],
        ({ ValueKind: JsonValueKind.Array } values, null) => [.. values.EnumerateArray()],
        (_, { } constant) => [constant],
        _ => null,
    };
}
