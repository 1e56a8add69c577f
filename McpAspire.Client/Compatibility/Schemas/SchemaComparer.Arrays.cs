using System.Globalization;
using System.Text.Json;

namespace McpAspire.Client.Compatibility.Schemas;

internal sealed partial class SchemaComparer
{
    private void CompareArrays(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        CompareCounts(before, after, "minItems", "maxItems", _rules.Count, path, found);
        var (wasUnique, isUnique) = (
            before.Find("uniqueItems") is { ValueKind: JsonValueKind.True },
            after.Find("uniqueItems") is { ValueKind: JsonValueKind.True });
        Add(
            found,
            _rules.Unique.For(isUnique && !wasUnique, wasUnique && !isUnique),
            path,
            Describe(before, "uniqueItems"),
            Describe(after, "uniqueItems"));

        // Before draft 2020-12, items could have the meaning of prefixItems.
        var (old, current) = (before.Get("items"), after.Get("items"));
        if (old.Element.ValueKind == JsonValueKind.Array || current.Element.ValueKind == JsonValueKind.Array)
        {
            AddUnlessSame(old, current, path, found);
            return;
        }

        var (first, second) = (before.List("prefixItems"), after.List("prefixItems"));
        for (var index = 0; index < Math.Max(first.Count, second.Count); index++)
        {
            CompareNodes(
                index < first.Count ? first[index] : old,
                index < second.Count ? second[index] : current,
                string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"),
                found);
        }

        CompareNodes(old, current, $"{path}[]", found);
    }
}
