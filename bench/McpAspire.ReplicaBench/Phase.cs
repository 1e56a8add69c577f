using McpAspire.Testing.Replicas;

namespace McpAspire.ReplicaBench;

/// <summary>One part of the run: what its callers saw, and what the backend has of it.</summary>
/// <param name="Name">What was done to the replicas.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="ExitCodes">How the replicas ended that were replaced.</param>
/// <param name="Tally">What the callers saw.</param>
/// <param name="Stored">The tickets of the backend, by title.</param>
/// <param name="MayFail">Whether a call may have to be repeated.</param>
internal sealed record Phase(string Name, TimeSpan Elapsed, IReadOnlyList<int> ExitCodes, CallTally Tally, IReadOnlyList<KeyValuePair<string, string>> Stored, bool MayFail)
{
    /// <summary>Tickets beyond the first of a write.</summary>
    private int Duplicates => Stored.Count - Stored.DistinctBy(static ticket => ticket.Key).Count();

    /// <summary>Tickets that a caller was told of and that are not stored so, or that are stored and no caller knows.</summary>
    private int Unknown => Tally.Tickets.Except(Stored).Count() + Stored.Except(Tally.Tickets).Count();

    /// <summary>What should not have happened, in words.</summary>
    public IEnumerable<string> Faults =>
    [
        .. Tally.Lost.Select(static call => $"lost: {call}"),
        .. Duplicates > 0 ? [$"{Duplicates} tickets are stored twice"] : Array.Empty<string>(),
        .. Unknown > 0 ? [$"{Unknown} tickets are stored otherwise than callers were told"] : Array.Empty<string>(),
        .. MayFail ? [] : Tally.Failures.Select(static failure => $"failed: {failure}"),
        .. MayFail ? [] : ExitCodes.Where(static code => code != 0).Select(static code => $"a replica ended with {code}"),
    ];

    public static IEnumerable<string> Print(IReadOnlyList<Phase> phases) => Table.Of(phases, static phase => phase.Name,
        ("Seconds", static phase => Math.Round(phase.Elapsed.TotalSeconds)),
        ("Replicas ended and replaced", static phase => phase.ExitCodes.Count),
        ("Calls", static phase => phase.Tally.Calls),
        ("Calls/s", static phase => Math.Round(phase.Tally.Calls / phase.Elapsed.TotalSeconds)),
        ("Failed attempts", static phase => phase.Tally.Failures.Count),
        ("Calls repeated", static phase => phase.Tally.Repeated),
        ("Calls without a right answer", static phase => phase.Tally.Lost.Count),
        ("Tickets that callers were told of", static phase => phase.Tally.Tickets.Count),
        ("Tickets stored", static phase => phase.Stored.Count),
        ("Tickets stored twice", static phase => phase.Duplicates));
}
