using McpAspire.Testing.Replicas;

namespace McpAspire.Testing.Chaos;

/// <summary>The result of a part of a chaos run.</summary>
/// <param name="Elapsed">Its duration.</param>
/// <param name="Faults">Number of faults, by kind.</param>
/// <param name="Outages">Time until the servers were not ready, and until they served again; <see langword="null"/> for never.</param>
/// <param name="Tally">The outcomes of the calls.</param>
/// <param name="PendingWrites">Writes without a result, even after all faults were cleared.</param>
/// <param name="Stored">The tickets in the backend.</param>
/// <param name="ExpectedErrors">Number of logged errors caused by faults, since the start.</param>
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
    /// <summary>The violated guarantees, in words.</summary>
    public IEnumerable<string> Problems =>
    [
        .. Tally.Failures.Select(static call => $"no correct response: {call}"),
        .. Errors.Select(static line => $"logged: {line}"),
        .. Outages.Where(static outage => outage.UntilUnready is null).Select(static _ => "a server stayed ready during an outage"),
        .. Outages.Where(static outage => outage.UntilServed is null).Select(static _ => "a server did not recover after an outage"),
        .. PendingWrites > 0 ? [$"{PendingWrites} writes created no ticket"] : Array.Empty<string>(),
        .. Stored.Problems,
    ];
}
