using System.Collections;

namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>A scope that is looked at when a logger asks for it, for its fields or for its text: most scopes, one for each request, are never asked for.</summary>
internal sealed class GuardedScope(IReadOnlyList<KeyValuePair<string, object?>> scope) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => scope.Count;

    public KeyValuePair<string, object?> this[int index] => GuardedFields.Guard(scope[index]);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => scope.Select(GuardedFields.Guard).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => GuardedFields.Of(GuardedFields.PrintOf(scope), scope).ToString();
}
