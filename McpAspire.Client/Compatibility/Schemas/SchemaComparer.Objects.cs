using McpAspire.Client.Terminal;

namespace McpAspire.Client.Compatibility.Schemas;

internal sealed partial class SchemaComparer
{
    private void CompareObjects(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        CompareCounts(before, after, "minProperties", "maxProperties", _rules.Count, path, found);
        var (old, current) = (before.Properties(), after.Properties());
        foreach (var name in old.Keys.Union(current.Keys).Order(StringComparer.Ordinal))
        {
            var at = Join(path, name);
            switch (old.TryGetValue(name, out var was), current.TryGetValue(name, out var now))
            {
                case (true, true):
                    CompareNodes(was, now, at, found);
                    break;
                case (true, false):
                    RemoveProperty(before, after, name, at, found);
                    break;
                default:
                    AddProperty(before, after, name, at, found);
                    break;
            }
        }

        CompareRequired(before, after, path, found);
        CompareAdditional(before, after, path, found);
    }

    private void RemoveProperty(SchemaView before, SchemaView after, string name, string path, List<Finding> found)
    {
        var was = before.Properties()[name];
        if (SchemaReader.Read(was).IsFalse)
        {
            return;
        }

        var hint = NewName(name, was, before.Properties(), after.Properties());
        if (!IsInput)
        {
            Add(
                found,
                before.Required().Contains(name) ? "output.property.dropped" : "output.property.optional-dropped",
                path,
                Text(was),
                null,
                hint);
            return;
        }

        var others = after.Get("additionalProperties");
        var view = SchemaReader.Read(others);
        Add(found, view.IsFalse ? "input.property.removed" : "input.property.ignored", path, Text(was), null, hint);
        if (!view.IsFalse && !view.IsTrue)
        {
            CompareNodes(was, others, path, found);
        }
    }

    private void AddProperty(SchemaView before, SchemaView after, string name, string path, List<Finding> found)
    {
        var now = after.Properties()[name];
        var view = SchemaReader.Read(now);
        var others = before.Get("additionalProperties");
        var othersView = SchemaReader.Read(others);
        // Reported as a required property.
        var isNewlyRequired = after.Required().Contains(name) && !before.Required().Contains(name);
        if (view.IsFalse)
        {
            // Never sent, or refused: only a refusal of a previously accepted property is a difference.
            Add(found, IsInput && !othersView.IsFalse ? "input.additional.refused" : null, path, null, Text(now));
        }
        else if (othersView.IsFalse)
        {
            Add(found, !IsInput ? "output.property.unexpected" : isNewlyRequired ? null : "input.property.added", path, null, Text(now));
        }
        else if (othersView.IsTrue)
        {
            Add(
                found,
                !IsInput
                    ? "output.property.added"
                    : isNewlyRequired
                    ? null
                    : view.IsTrue
                    ? "input.property.added"
                    : "input.property.checked",
                path,
                null,
                Text(now));
        }
        else
        {
            Add(found, !IsInput ? "output.property.added" : isNewlyRequired ? null : "input.property.added", path, null, Text(now));
            CompareNodes(others, now, path, found);
        }
    }

    private void CompareRequired(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        var (old, current) = (before.Required(), after.Required());
        foreach (var name in current.Except(old).Order(StringComparer.Ordinal))
        {
            var isNew = !before.Properties().ContainsKey(name);
            Add(
                found,
                IsInput ? "input.property.required" : isNew ? null : "output.property.promised",
                Join(path, name),
                isNew ? null : "optional",
                "required");
        }

        foreach (var name in old.Except(current).Order(StringComparer.Ordinal))
        {
            // Removed properties have been reported; of undescribed ones, only the presence could be relied on.
            var isGone = before.Properties().ContainsKey(name) && !after.Properties().ContainsKey(name);
            Add(
                found,
                isGone ? null : IsInput ? "input.property.optional" : "output.property.not-promised",
                Join(path, name),
                "required",
                "optional");
        }
    }

    private void CompareAdditional(SchemaView before, SchemaView after, string path, List<Finding> found)
    {
        var (old, current) = (before.Get("additionalProperties"), after.Get("additionalProperties"));
        var (was, now) = (SchemaReader.Read(old), SchemaReader.Read(current));
        if (was.IsFalse || now.IsFalse)
        {
            Add(
                found,
                _rules.Additional.For(!was.IsFalse, !now.IsFalse),
                path,
                Describe(before, "additionalProperties"),
                Describe(after, "additionalProperties"));
            return;
        }

        CompareNodes(old, current, Join(path, "*"), found);
    }

    /// <summary>Suggests a replacement of a missing property: a new one with the same schema, or with a similar name.</summary>
    private string? NewName(
        string name, SchemaNode schema, IReadOnlyDictionary<string, SchemaNode> before, IReadOnlyDictionary<string, SchemaNode> after) =>
        Suggestion.Rename(
            name,
            [
                .. after.Where(property => !before.ContainsKey(property.Key))
                    .Select(property => (property.Key, AreSame(schema, property.Value)))]);
}
