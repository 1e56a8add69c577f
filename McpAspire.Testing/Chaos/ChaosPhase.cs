namespace McpAspire.Testing.Chaos;

/// <summary>Part of a chaos run: how its calls ended, and what was left after it.</summary>
/// <param name="Name">Which part.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Broken">How many faults there were, by what they were of.</param>
/// <param name="Outages">Those that were to bring all servers to say that they are not ready; with each, the faults before it end.</param>
/// <param name="Tally">How calls ended.</param>
/// <param name="ExpectedErrors">How many errors the servers have logged that the faults account for, since the start.</param>
/// <param name="Errors">The others, and the exceptions of tasks that nobody observed.</param>
/// <param name="Tickets">Tickets that callers were told of, since the start.</param>
/// <param name="Open">Writes that were not answered with a ticket, even without faults.</param>
/// <param name="Stored">Tickets that the backend has.</param>
/// <param name="Duplicates">Tickets beyond the first of a write.</param>
/// <param name="Unknown">Tickets that a caller was told of and that are not stored so, or that are stored and no caller knows.</param>
/// <param name="Use">What a server holds after it.</param>
internal sealed record ChaosPhase(
    string Name, TimeSpan Elapsed, IReadOnlyDictionary<string, int> Broken, IReadOnlyList<Outage> Outages, ChaosTally Tally, int ExpectedErrors, IReadOnlyCollection<string> Errors, int Tickets, int Open, int Stored, int Duplicates, int Unknown, ProcessUse Use)
{
    /// <summary>What should not have happened, in words.</summary>
    public IEnumerable<string> Faults =>
    [
        .. Tally.Unanswered.Select(static call => $"no answer: {call}"),
        .. Errors.Select(static line => $"logged: {line}"),
        .. Outages.Where(static outage => outage.UntilOut is null).Select(static _ => "not all servers said in an outage that they are not ready"),
        .. Outages.Where(static outage => outage.UntilServed is null).Select(static _ => "not all servers served again after the last fault"),
        .. Open > 0 ? [$"{Open} writes made no ticket"] : Array.Empty<string>(),
        .. Duplicates > 0 ? [$"{Duplicates} tickets are stored twice"] : Array.Empty<string>(),
        .. Unknown > 0 ? [$"{Unknown} tickets are stored otherwise than callers were told"] : Array.Empty<string>(),
    ];
}
