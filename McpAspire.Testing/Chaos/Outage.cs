namespace McpAspire.Testing.Chaos;

/// <summary>The end of a storm.</summary>
/// <param name="UntilOut">How long after its begin no server was ready; <see langword="null"/>, never.</param>
/// <param name="UntilServed">How long after its end, and so after the last fault, each server was ready and answered a call; <see langword="null"/>, never.</param>
internal sealed record Outage(TimeSpan? UntilOut, TimeSpan? UntilServed);
