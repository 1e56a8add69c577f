namespace McpAspire.Client.Contracts.Rules;

/// <summary>What a difference means for those who rely on the contract, from harmless to serious.</summary>
internal enum Grade
{
    /// <summary>Everything that worked goes on working.</summary>
    Additive,

    /// <summary>It may work on, but a caller, a reader or a model may act differently; a person has to look.</summary>
    Risky,

    /// <summary>Something that worked is refused, is no longer sent, or cannot be read.</summary>
    Breaking,
}
