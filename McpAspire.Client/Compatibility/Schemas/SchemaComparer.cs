using System.Text.Json;
using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>
/// Compares the sets of values that two JSON schemas (draft 2020-12) allow. If all differences are additive, the second allows every value
/// of the first (<see cref="Direction.Input"/>), or the reverse (<see cref="Direction.Output"/>).
/// </summary>
internal sealed partial class SchemaComparer
{
    /// <summary>Maximum number of compared pairs of schemas, because references between schemas can be endless.</summary>
    private const int MaxPairs = 20_000;

    private const int MaxDepth = 100;

    private const int MaxText = 200;

    private readonly Direction _direction;
    private readonly SchemaRules _rules;
    private readonly bool _statedOnly;
    private readonly HashSet<(string Before, string After)> _underWay = [];
    private int _pairs;

    private SchemaComparer(Direction direction, bool statedOnly)
    {
        _direction = direction;
        _rules = direction == Direction.Input ? SchemaRules.Input : SchemaRules.Output;
        _statedOnly = statedOnly;
    }

    /// <param name="before">The promised or required schema.</param>
    /// <param name="after">The current schema.</param>
    /// <param name="direction">The direction of the values.</param>
    /// <param name="statedOnly">
    /// Whether <paramref name="before"/> has only requirements: missing annotations and defaults, and values that are no longer sent, are
    /// not differences.
    /// </param>
    /// <returns>The differences, in the order of the schemas, without a tool.</returns>
    public static IReadOnlyList<Finding> Compare(
        JsonElement before, JsonElement after, Direction direction, bool statedOnly = false)
    {
        var comparer = new SchemaComparer(direction, statedOnly);
        var found = new List<Finding>();
        comparer.CompareNodes(SchemaNode.Of(before), SchemaNode.Of(after), string.Empty, found);
        if (comparer.IsExhausted)
        {
            found.Add(new(comparer._rules["not-compared"], null, string.Empty, null, null, "the schemas are too large"));
        }

        return [.. found.Distinct()];
    }

    private bool IsExhausted => _pairs > MaxPairs;

    private bool IsInput => _direction == Direction.Input;

    private void CompareNodes(SchemaNode before, SchemaNode after, string path, List<Finding> found)
    {
        // A recursive pair differs only if the outer one does.
        var pair = (before.Pointer, after.Pointer);
        if (++_pairs > MaxPairs || !_underWay.Add(pair))
        {
            return;
        }

        if (_underWay.Count > MaxDepth)
        {
            found.Add(new(_rules["not-compared"], null, path, null, null, "the schemas are too deep"));
        }
        else
        {
            CompareViews(SchemaReader.Read(before), SchemaReader.Read(after), path, found);
        }

        _underWay.Remove(pair);
    }

    private void CompareViews(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        if (before.IsOpaque || after.IsOpaque)
        {
            AddUnlessSame(before.Node, after.Node, path, found);
            return;
        }

        if (before.IsFalse || after.IsFalse)
        {
            Add(
                found,
                _rules.Schema.For(after.IsFalse && !before.IsFalse, before.IsFalse && !after.IsFalse),
                path,
                Text(before.Node),
                Text(after.Node));
            return;
        }

        CompareNotes(before, after, path, found);
        var (shapesBefore, shapesAfter) = (SchemaReader.Alternatives(before), SchemaReader.Alternatives(after));
        var (isPlainBefore, isPlainAfter) = (IsSelf(shapesBefore, before), IsSelf(shapesAfter, after));
        if (isPlainBefore && isPlainAfter)
        {
            CompareAssertions(before, after, path, found);
        }
        else
        {
            CompareShapes(isPlainBefore ? SplitByType(before) : shapesBefore, isPlainAfter ? SplitByType(after) : shapesAfter, path, found);
        }
    }

    private static bool IsSelf(IReadOnlyList<SchemaView> shapes, SchemaView view) => shapes is [var only] && ReferenceEquals(only, view);

    private void CompareNotes(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        foreach (var keyword in before.Keywords.Keys.Union(after.Keywords.Keys)
            .Where(static keyword => Keyword.IsNote(keyword) || keyword == "default")
            .Order(StringComparer.Ordinal))
        {
            var (old, current) = (before.Find(keyword), after.Find(keyword));
            if (!AreEqual(old, current) && !(_statedOnly && old is null))
            {
                Add(
                    found,
                    keyword == "default" ? _rules["default.changed"] : _rules["text.changed"],
                    path,
                    Describe(before, keyword),
                    Describe(after, keyword));
            }
        }
    }

    private void CompareAssertions(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        CompareTypes(before, after, path, found);
        CompareValues(before, after, path, found);
        var common = before.Types & after.Types;
        if ((common & JsonTypes.Number) != JsonTypes.None)
        {
            CompareNumbers(before, after, path, found);
        }

        if (common.HasFlag(JsonTypes.Text))
        {
            CompareTexts(before, after, path, found);
        }

        if (common.HasFlag(JsonTypes.Array))
        {
            CompareArrays(before, after, path, found);
        }

        if (common.HasFlag(JsonTypes.Object))
        {
            CompareObjects(before, after, path, found);
        }

        CompareConditions(before, after, path, found);
        CompareRest(before, after, path, found);
    }

    private void CompareTypes(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        var (old, current) = (before.Types, after.Types);
        Add(
            found,
            _rules.Type.For((old & ~current) != JsonTypes.None, (current & ~old) != JsonTypes.None),
            path,
            JsonValues.Text(old),
            JsonValues.Text(current));
        if (!AreEqual(before.Find("type"), after.Find("type"))
            && new[] { before, after }.Any(static view => view.Find("type") is { } type && !JsonValues.NamesTypes(type)))
        {
            Add(found, _rules["not-compared"], path, Describe(before, "type"), Describe(after, "type"));
        }
    }

    private void CompareValues(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        var (old, current) = (before.Values, after.Values);
        if (old is null || current is null)
        {
            Add(
                found,
                current is not null ? _rules["values.fixed"] : old is not null ? _rules["values.opened"] : null,
                path,
                old is null ? null : Text(old),
                current is null ? null : Text(current));
            return;
        }

        var (gone, added) = (Except(old, current), Except(current, old));
        if (gone.Count > 0 && gone.Count == old.Count && added.Count > 0)
        {
            Add(found, _rules.ValuesReplaced, path, Text(old), Text(current));
            return;
        }

        Add(found, gone.Count > 0 && (IsInput || !_statedOnly) ? _rules.Values.Narrowed : null, path, Text(gone), null);
        Add(found, added.Count > 0 ? _rules.Values.Widened : null, path, null, Text(added));
    }

    /// <summary>Keywords without their own rules: equal, or not comparable.</summary>
    private void CompareRest(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        foreach (var keyword in before.Keywords.Keys.Union(after.Keywords.Keys)
            .Where(static keyword => !Keyword.IsCompared(keyword))
            .Order(StringComparer.Ordinal))
        {
            var (has, had) = (after.Keywords.TryGetValue(keyword, out var current), before.Keywords.TryGetValue(keyword, out var old));
            if (!has || !had || !AreSame(old, current))
            {
                Add(found, _rules["not-compared"], path, Describe(before, keyword), Describe(after, keyword));
            }
            else if (keyword is "patternProperties" or "unevaluatedProperties" or "unevaluatedItems" or "additionalItems"
                && !AreSame(before.Node, after.Node))
            {
                // Its effect depends on other keywords.
                Add(
                    found,
                    _rules["not-compared"],
                    path,
                    Describe(before, keyword),
                    Describe(after, keyword),
                    "it depends on what has changed beside it");
            }
        }
    }

    private void AddUnlessSame(SchemaNode before, SchemaNode after, string path, List<Finding> found)
    {
        if (!AreSame(before, after))
        {
            Add(found, _rules["not-compared"], path, Text(before), Text(after));
        }
    }

    private static void Add(List<Finding> found, string? rule, string path, string? before, string? after, string? hint = null)
    {
        if (rule is not null)
        {
            found.Add(new(rule, null, path, before, after, hint));
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool AreEqual(JsonElement? left, JsonElement? right) =>
        left is { } one ? right is { } other && JsonElement.DeepEquals(one, other) : right is null;

    private static List<JsonElement> Except(IReadOnlyList<JsonElement> values, IReadOnlyList<JsonElement> others) =>
        [.. values.Where(value => !others.Any(other => JsonElement.DeepEquals(value, other)))];

    /// <summary>The given keywords that the schema has, with their values.</summary>
    private static string? Describe(SchemaView view, params string[] keywords)
    {
        var texts = keywords.Where(view.Keywords.ContainsKey).Select(keyword => $"{keyword} {Text(view.Keywords[keyword])}").ToList();
        return texts.Count == 0 ? null : string.Join(", ", texts);
    }

    private static string Text(IReadOnlyList<JsonElement> values) => Shorten(string.Join(", ", values.Take(50).Select(JsonValues.Compact)));

    private static string Text(SchemaNode node) => Shorten(JsonValues.Compact(node.Element));

    private static string Shorten(string text) => text.Length <= MaxText ? text : $"{text[..MaxText]}…";
}
