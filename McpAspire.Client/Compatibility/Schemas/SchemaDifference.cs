using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>One difference between two schemas.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="Path">
/// The path: names separated by dots, <c>[]</c> for array elements, <c>*</c> for other properties; empty for the whole.
/// </param>
/// <param name="Before">The old value; <see langword="null"/> if there was none.</param>
/// <param name="After">The new value; <see langword="null"/> if there is none.</param>
/// <param name="Hint">A likely explanation, such as a new name.</param>
internal sealed record SchemaDifference(Rule Rule, string Path, string? Before, string? After, string? Hint = null)
{
    public SchemaDifference(string rule, string path, string? before, string? after, string? hint = null)
        : this(RuleBook.Get(rule), path, before, after, hint)
    {
    }
}
