using System.Text.Json;

namespace McpAspire.Client.Compatibility.Schemas;

internal sealed partial class SchemaComparer
{
    private readonly HashSet<(string Before, string After)> _comparedAsSame = [];

    /// <summary>Whether two schemas are textually equal, including referenced schemas.</summary>
    private bool AreSame(SchemaNode before, SchemaNode after)
    {
        if (++_pairs > MaxPairs || before.Element.ValueKind != after.Element.ValueKind)
        {
            return false;
        }

        return before.Element switch
        {
            { ValueKind: JsonValueKind.Object } => AreSameObjects(before, after),
            { ValueKind: JsonValueKind.Array } => before.Element.GetArrayLength() == after.Element.GetArrayLength()
                && before.Element.EnumerateArray()
                    .Zip(after.Element.EnumerateArray())
                    .Index()
                    .All(pair => AreSame(Element(before, pair.Index, pair.Item.First), Element(after, pair.Index, pair.Item.Second))),
            _ => JsonElement.DeepEquals(before.Element, after.Element),
        };
    }

    private bool AreSameObjects(SchemaNode before, SchemaNode after)
    {
        if (Target(before) is { } old && Target(after) is { } current)
        {
            // A recursive pair is equal if the rest is.
            var pair = (old.Pointer, current.Pointer);
            if (_comparedAsSame.Add(pair))
            {
                var isSame = AreSame(old, current);
                _comparedAsSame.Remove(pair);
                if (!isSame)
                {
                    return false;
                }
            }
        }

        var (first, second) = (Members(before), Members(after));
        return first.Count == second.Count
            && first.All(member => second.TryGetValue(member.Key, out var other) && AreSame(member.Value, other));
    }

    private static SchemaNode? Target(SchemaNode node) =>
        node.Element.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
            ? node.Resolve(reference.GetString()!)
            : null;

    private static Dictionary<string, SchemaNode> Members(SchemaNode node) => node.Element.EnumerateObject()
        .Where(static member => member.Name is not ("$defs" or "definitions" or "$comment"))
        .ToDictionary(static member => member.Name, member => node.Child(member.Name, member.Value), StringComparer.Ordinal);

    private static SchemaNode Element(SchemaNode node, int index, JsonElement element) =>
        node.Child(index.ToString(System.Globalization.CultureInfo.InvariantCulture), element);
}
