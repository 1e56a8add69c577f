namespace McpAspire.Client.Compatibility.Rules;

/// <summary>The rules of a keyword that allows a set of values.</summary>
/// <param name="Narrowed">It allows fewer values.</param>
/// <param name="Widened">It allows more values.</param>
/// <param name="Changed">It allows other values, or the two sets cannot be compared.</param>
internal sealed record KeywordRules(string Narrowed, string Widened, string Changed)
{
    /// <param name="isNarrower">Whether a value that was allowed no longer is.</param>
    /// <param name="isWider">Whether a value is allowed that was not.</param>
    /// <returns>The id of the rule that applies, if any.</returns>
    public string? For(bool isNarrower, bool isWider) => (isNarrower, isWider) switch
    {
        (true, true) => Changed,
        (true, false) => Narrowed,
        (false, true) => Widened,
        _ => null,
    };
}
