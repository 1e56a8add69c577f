namespace McpAspire.MockBackend.Faults;

/// <summary>A rule in force.</summary>
/// <param name="Fault">The rule as it was written.</param>
/// <param name="Remaining">How many requests are still to have it; absent when there is no end to it, or one for each path.</param>
internal sealed record PendingFault(string Fault, int? Remaining);
