using System.Runtime.CompilerServices;
using System.Text.Json;

namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>Creates views of schemas: follows references, and merges <c>allOf</c> where that is equivalent.</summary>
internal static class SchemaReader
{
    /// <summary>Maximum chain of references and <c>allOf</c> without a property or an element between them.</summary>
    private const int MaxDepth = 32;

    /// <summary>Maximum number of schemas and of alternatives of one view, because recursive schemas can branch endlessly.</summary>
    private const int MaxParts = 256;

    private static readonly IReadOnlyDictionary<string, SchemaNode> Empty = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);

    public static SchemaView Read(SchemaNode node) => Read(node, 0, new(MaxParts));

    /// <summary>
    /// The shapes of a value: the alternatives if the schema only has <c>anyOf</c> or <c>oneOf</c>, else the schema itself.
    /// </summary>
    public static IReadOnlyList<SchemaView> Alternatives(SchemaView view) => Alternatives(view, 0, new(MaxParts));

    /// <summary>Whether types, listed values, or listed values of required properties exclude that a value is valid for both.</summary>
    public static bool AreDisjoint(SchemaView left, SchemaView right)
    {
        if (left.IsOpaque || right.IsOpaque)
        {
            return false;
        }

        if (left.IsFalse || right.IsFalse || (left.Types & right.Types) == JsonTypes.None || AreDisjoint(left.Values, right.Values))
        {
            return true;
        }

        var (leftProperties, rightProperties) = (left.Properties(), right.Properties());
        return (left.Types & right.Types) == JsonTypes.Object && left.Required().Intersect(right.Required()).Any(name =>
            leftProperties.TryGetValue(name, out var one)
                && rightProperties.TryGetValue(name, out var other)
                && AreDisjoint(Read(one).Values, Read(other).Values));
    }

    private static bool AreDisjoint(IReadOnlyList<JsonElement>? left, IReadOnlyList<JsonElement>? right) =>
        left is not null && right is not null && !left.Any(one => right.Any(other => JsonElement.DeepEquals(one, other)));

    private static SchemaView Read(SchemaNode node, int depth, StrongBox<int> parts)
    {
        var element = node.Element;
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return new(node, Empty, IsFalse: element.ValueKind == JsonValueKind.False);
        }

        // In a schema with an id, references are relative to it.
        if (element.ValueKind != JsonValueKind.Object
            || depth > MaxDepth
            || --parts.Value < 0
            || (node.Pointer.Length > 0 && element.TryGetProperty("$id", out _)))
        {
            return new(node, Empty, IsOpaque: true);
        }

        var view = new SchemaView(
            node,
            element.EnumerateObject().ToDictionary(
                static keyword => keyword.Name, keyword => node.Child(keyword.Name, keyword.Value), StringComparer.Ordinal));
        if (view.Find("$ref") is { ValueKind: JsonValueKind.String } reference && node.Resolve(reference.GetString()!) is { } target)
        {
            if (Merge(Without(view, "$ref"), [Read(target, depth + 1, parts)]) is not { } followed)
            {
                return view with { IsOpaque = true };
            }

            view = followed;
        }

        return view.Keywords.ContainsKey("allOf")
            && Merge(Without(view, "allOf"), [.. view.List("allOf").Select(part => Read(part, depth + 1, parts))]) is { } merged
            ? merged
            : view;
    }

    private static SchemaView Without(SchemaView view, string keyword) =>
        view with { Keywords = view.Keywords.Where(one => one.Key != keyword).ToDictionary(StringComparer.Ordinal) };

    /// <summary>Merges schemas; <see langword="null"/> if keywords of two depend on each other.</summary>
    private static SchemaView? Merge(SchemaView view, IReadOnlyList<SchemaView> parts)
    {
        var keywords = view.Keywords.ToDictionary(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.IsOpaque)
            {
                return null;
            }

            if (part.IsFalse)
            {
                return view with { IsFalse = true };
            }

            var others = keywords.Keys.Where(static keyword => !Keyword.IsAnnotation(keyword)).ToList();
            foreach (var (keyword, node) in part.Keywords)
            {
                if (keyword == "required" && keywords.TryGetValue(keyword, out var required))
                {
                    if (required.Element.ValueKind != JsonValueKind.Array || node.Element.ValueKind != JsonValueKind.Array)
                    {
                        return null;
                    }

                    keywords[keyword] = node with { Element = Union(required.Element, node.Element) };
                }
                else if (Keyword.IsAnnotation(keyword))
                {
                    // Annotations beside the reference take precedence.
                    keywords.TryAdd(keyword, node);
                }
                else if (keywords.TryGetValue(keyword, out var there)
                    && keyword == "type"
                    && JsonElement.DeepEquals(there.Element, node.Element))
                {
                    continue;
                }
                else if (others.Any(other => Keyword.Clash(other, keyword)))
                {
                    return null;
                }
                else
                {
                    keywords[keyword] = node;
                }
            }
        }

        return view with { Keywords = keywords };
    }

    private static JsonElement Union(JsonElement left, JsonElement right)
    {
        var names = left.EnumerateArray()
            .Concat(right.EnumerateArray())
            .Select(static name => name.GetRawText())
            .Distinct(StringComparer.Ordinal);
        return JsonElement.Parse($"[{string.Join(',', names)}]");
    }

    private static IReadOnlyList<SchemaView> Alternatives(SchemaView view, int depth, StrongBox<int> parts)
    {
        var said = view.Keywords.Keys.Where(static keyword => !Keyword.IsAnnotation(keyword)).ToList();
        if (view.IsFalse || view.IsOpaque || said is not ["anyOf" or "oneOf"] || depth > MaxDepth
            || (parts.Value -= view.List(said[0]).Count) < 0)
        {
            return [view];
        }

        var views = view.List(said[0]).Select(static one => Read(one)).Where(static one => !one.IsFalse).ToList();
        return said[0] == "oneOf" && !ArePairwiseDisjoint(views)
            ? [view]
            : [.. views.SelectMany(one => Alternatives(one, depth + 1, parts))];
    }

    /// <summary>Whether at most one of them can be valid, so that <c>oneOf</c> equals <c>anyOf</c>.</summary>
    public static bool ArePairwiseDisjoint(IReadOnlyList<SchemaView> views) =>
        !views.SelectMany((one, index) => views.Skip(index + 1).Select(other => (one, other)))
            .Any(static pair => !AreDisjoint(pair.one, pair.other));
}
