namespace McpAspire.MockBackend.Faults;

/// <summary>What is to go wrong, and what has been asked.</summary>
/// <param name="Pending">The rules in force, in order.</param>
/// <param name="Requests">The requests since the start or the last DELETE.</param>
internal sealed record FaultState(IReadOnlyList<PendingFault> Pending, IReadOnlyList<RequestCount> Requests);
