namespace McpAspire.MockBackend.Faults;

/// <summary>One part of the faults' syntax.</summary>
/// <param name="Rule">What its value must be, to end a sentence with.</param>
/// <param name="Accepts">Whether a value is that.</param>
/// <param name="Needs">Another part without which it means nothing, as it must be written; null when there is none.</param>
internal sealed record FaultPart(string Rule, Func<string, bool> Accepts, string? Needs = null);
