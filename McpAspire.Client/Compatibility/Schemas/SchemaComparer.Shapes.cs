using System.Text.Json;

namespace McpAspire.Client.Compatibility.Schemas;

internal sealed partial class SchemaComparer
{
    /// <summary>Compares each shape with the one that covers it best.</summary>
    private void CompareShapes(IReadOnlyList<SchemaView> before, IReadOnlyList<SchemaView> after, string path, List<Finding> found)
    {
        var (needed, offered) = IsInput ? (before, after) : (after, before);
        var used = new HashSet<SchemaView>(ReferenceEqualityComparer.Instance);
        foreach (var shape in needed)
        {
            var (best, differences) = offered
                .Where(other => !SchemaReader.AreDisjoint(shape, other))
                .Select(other => (Other: other, Differences: IsInput ? Try(shape, other, path) : Try(other, shape, path)))
                .OrderBy(static candidate => candidate.Differences.Sum(static difference => Cost(difference)))
                .ThenBy(candidate => used.Contains(candidate.Other))
                .FirstOrDefault();
            if (best is null)
            {
                Add(
                    found,
                    IsInput ? _rules.Option.Narrowed : _rules.Option.Widened,
                    path,
                    IsInput ? Text(shape.Node) : null,
                    IsInput ? null : Text(shape.Node));
                continue;
            }

            used.Add(best);
            found.AddRange(differences);
        }

        foreach (var shape in offered.Where(shape => !used.Contains(shape)))
        {
            Add(
                found,
                IsInput ? _rules.Option.Widened : _rules.Option.Narrowed,
                path,
                IsInput ? null : Text(shape.Node),
                IsInput ? Text(shape.Node) : null);
        }
    }

    private List<Finding> Try(SchemaView before, SchemaView after, string path)
    {
        var found = new List<Finding>();
        if (++_pairs > MaxPairs)
        {
            return found;
        }

        if (before.IsOpaque || after.IsOpaque)
        {
            AddUnlessSame(before.Node, after.Node, path, found);
            return found;
        }

        CompareNotes(before, after, path, found);
        CompareAssertions(before, after, path, found);
        return found;
    }

    private static int Cost(Finding difference) => difference.Rule switch
    {
        { Grade: Rules.Grade.Breaking } => 10_000,
        { Grade: Rules.Grade.Risky } => 100,
        _ => 1,
    };

    /// <summary>Splits a schema of several types into one schema per type, without annotations, which have been compared.</summary>
    private static IReadOnlyList<SchemaView> SplitByType(SchemaView view)
    {
        var plain = view with
        {
            Keywords = view.Keywords.Where(static keyword => !Keyword.IsAnnotation(keyword.Key)).ToDictionary(StringComparer.Ordinal),
        };
        var types = view.Types;
        if (types == JsonTypes.All || view.Find("type") is not { ValueKind: JsonValueKind.Array })
        {
            return [plain];
        }

        return [.. JsonValues.Names(types).Select(name => plain with
        {
            Keywords = new Dictionary<string, SchemaNode>(plain.Keywords, StringComparer.Ordinal)
            {
                ["type"] = view.Node.Child("type", JsonElement.Parse($"\"{name}\"")),
            },
        })];
    }

    /// <summary>Compares <c>allOf</c>, <c>anyOf</c> and <c>oneOf</c> beside other keywords.</summary>
    private void CompareConditions(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        foreach (var keyword in new[] { "allOf", "anyOf", "oneOf" })
        {
            var (had, has) = (before.Keywords.ContainsKey(keyword), after.Keywords.ContainsKey(keyword));
            if (!had || !has)
            {
                Add(found, _rules.Condition.For(has, had), path, Describe(before, keyword), Describe(after, keyword));
                continue;
            }

            var (old, current) = (before.List(keyword), after.List(keyword));
            if (keyword == "allOf")
            {
                CompareAllOf(old, current, path, found);
                continue;
            }

            var (oldViews, currentViews) = (
                old.Select(static one => SchemaReader.Read(one)).ToList(), current.Select(static one => SchemaReader.Read(one)).ToList());
            if (keyword == "oneOf" && !(SchemaReader.ArePairwiseDisjoint(oldViews) && SchemaReader.ArePairwiseDisjoint(currentViews)))
            {
                AddUnlessSame(before.Keywords[keyword], after.Keywords[keyword], path, found);
                continue;
            }

            CompareShapes(oldViews, currentViews, path, found);
        }
    }

    private void CompareAllOf(IReadOnlyList<SchemaNode> before, IReadOnlyList<SchemaNode> after, string path, List<Finding> found)
    {
        if (before.Count == after.Count)
        {
            foreach (var (old, current) in before.Zip(after))
            {
                CompareNodes(old, current, path, found);
            }

            return;
        }

        foreach (var old in before.Where(old => !after.Any(current => AreSame(old, current))))
        {
            Add(found, _rules.Condition.Widened, path, Text(old), null);
        }

        foreach (var current in after.Where(current => !before.Any(old => AreSame(old, current))))
        {
            Add(found, _rules.Condition.Narrowed, path, null, Text(current));
        }
    }
}
