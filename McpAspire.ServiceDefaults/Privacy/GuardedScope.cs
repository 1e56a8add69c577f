using System.Collections;

namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>A scope that is looked at when a logger asks for it: most scopes, one for each request, are never asked for.</summary>
internal sealed class GuardedScope(IReadOnlyList<KeyValuePair<string, object?>> scope) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => Fields.Count;

    private GuardedFields Fields => field ??= GuardedFields.Of(GuardedFields.PrintOf(scope), scope);

    public KeyValuePair<string, object?> this[int index] => Fields[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => Fields.ToString();
}
