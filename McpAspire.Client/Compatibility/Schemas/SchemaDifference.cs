using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>One difference between two schemas.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="Path">
/// Where: names with dots between them, <c>[]</c> for the elements of an array, <c>*</c> for properties that are not named; empty for the
/// whole.
/// </param>
/// <param name="Before">What was there; <see langword="null"/> if nothing.</param>
/// <param name="After">What is there now; <see langword="null"/> if nothing.</param>
/// <param name="Hint">What may have happened, such as a new name.</param>
internal sealed record SchemaDifference(Rule Rule, string Path, string? Before, string? After, string? Hint = null)
{
    public SchemaDifference(string rule, string path, string? before, string? after, string? hint = null)
        : this(RuleBook.Get(rule), path, before, after, hint)
    {
    }
}
