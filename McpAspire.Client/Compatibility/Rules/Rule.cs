namespace McpAspire.Client.Compatibility.Rules;

/// <summary>The effect of a difference on users of the contract, from harmless to serious.</summary>
internal enum Grade
{
    /// <summary>Everything that worked still works.</summary>
    Additive,

    /// <summary>Calls still work, but a caller, a reader or a model may behave differently. A person decides.</summary>
    Risky,

    /// <summary>Something that worked is rejected, is no longer sent, or cannot be read.</summary>
    Breaking,
}

/// <summary>One kind of difference: a line of <c>rules.txt</c>.</summary>
/// <param name="Id">Its stable name, such as <c>input.property.required</c>.</param>
/// <param name="Grade">The effect.</param>
/// <param name="Summary">The change, as one sentence.</param>
/// <param name="Consequence">The effect on callers, as one sentence with the placeholders <c>{tool}</c> and <c>{property}</c>.</param>
internal sealed record Rule(string Id, Grade Grade, string Summary, string Consequence);
