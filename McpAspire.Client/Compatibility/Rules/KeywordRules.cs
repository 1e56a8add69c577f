namespace McpAspire.Client.Compatibility.Rules;

/// <summary>The rules of a keyword that allows a set of values.</summary>
/// <param name="Narrowed">Fewer values are allowed.</param>
/// <param name="Widened">More values are allowed.</param>
/// <param name="Changed">Other values are allowed, or the two sets cannot be compared.</param>
internal sealed record KeywordRules(string Narrowed, string Widened, string Changed)
{
    /// <param name="isNarrower">Whether a previously allowed value is no longer allowed.</param>
    /// <param name="isWider">Whether a previously disallowed value is allowed.</param>
    /// <returns>The id of the rule that applies, if any.</returns>
    public string? For(bool isNarrower, bool isWider) => (isNarrower, isWider) switch
    {
        (true, true) => Changed,
        (true, false) => Narrowed,
        (false, true) => Widened,
        _ => null,
    };
}
