namespace McpAspire.Client.Contracts.Rules;

/// <summary>The rules of a keyword that allows a set of values.</summary>
/// <param name="Narrowed">It allows fewer values.</param>
/// <param name="Widened">It allows more values.</param>
/// <param name="Changed">It allows others, or it cannot be said which.</param>
internal sealed record KeywordRules(Rule Narrowed, Rule Widened, Rule Changed)
{
    /// <summary>The rule that applies, if any.</summary>
    /// <param name="narrower">Whether a value that was allowed no longer is.</param>
    /// <param name="wider">Whether a value is allowed that was not.</param>
    public Rule? For(bool narrower, bool wider) => (narrower, wider) switch
    {
        (true, true) => Changed,
        (true, false) => Narrowed,
        (false, true) => Widened,
        _ => null,
    };
}
