using McpAspire.Testing.Replicas;

namespace McpAspire.Testing.Chaos;

/// <summary>One part of a chaos run: how its calls ended, and what was left after it.</summary>
/// <param name="Elapsed">Its duration.</param>
/// <param name="Faults">Number of faults, by kind.</param>
/// <param name="Outages">How long the servers took to become unready, and to serve again; <see langword="null"/> for never.</param>
/// <param name="Tally">How calls ended.</param>
/// <param name="PendingWrites">Writes without a result, even after all faults were cleared.</param>
/// <param name="Stored">The tickets in the backend.</param>
/// <param name="ExpectedErrors">Number of logged errors that a fault explains, since the start.</param>
/// <param name="Errors">All other logged errors.</param>
internal sealed record ChaosPhase(
    TimeSpan Elapsed,
    IReadOnlyDictionary<string, int> Faults,
    IReadOnlyList<(TimeSpan? UntilUnready, TimeSpan? UntilServed)> Outages,
    CallTally Tally,
    int PendingWrites,
    StoredTickets Stored,
    int ExpectedErrors,
    IReadOnlyCollection<string> Errors)
{
    /// <summary>What must not happen, in words.</summary>
    public IEnumerable<string> Problems =>
    [
        .. Tally.Failures.Select(static call => $"no correct response: {call}"),
        .. Errors.Select(static line => $"logged: {line}"),
        .. Outages.Where(static outage => outage.UntilUnready is null).Select(static _ => "a server stayed ready during an outage"),
        .. Outages.Where(static outage => outage.UntilServed is null).Select(static _ => "a server did not serve again after an outage"),
        .. PendingWrites > 0 ? [$"{PendingWrites} writes made no ticket"] : Array.Empty<string>(),
        .. Stored.Problems,
    ];
}
