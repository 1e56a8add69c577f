namespace McpAspire.ReplicaBench.Chaos;

/// <summary>Half of a chaos run: how its calls ended, and what was left after it.</summary>
/// <param name="Name">Which half.</param>
/// <param name="Broken">How many faults there were.</param>
/// <param name="Tally">How calls ended.</param>
/// <param name="UntilReady">How long after the last fault all replicas were ready and a call was answered; <see langword="null"/>, never.</param>
/// <param name="Tickets">Tickets that callers were told of, since the start.</param>
/// <param name="Open">Writes that were not answered with a ticket, even without faults.</param>
/// <param name="Stored">Tickets that the backend has.</param>
/// <param name="Duplicates">Tickets beyond the first of a write.</param>
/// <param name="Unknown">Tickets that a caller was told of and that are not stored so, or that are stored and no caller knows.</param>
/// <param name="Use">What a server holds a rest after it.</param>
internal sealed record ChaosPhase(string Name, int Broken, ChaosTally Tally, TimeSpan? UntilReady, int Tickets, int Open, int Stored, int Duplicates, int Unknown, ProcessUse Use)
{
    /// <summary>What should not have happened, in words.</summary>
    public IEnumerable<string> Faults =>
    [
        .. Tally.Unanswered.Select(static call => $"no answer: {call}"),
        .. UntilReady is null ? ["not ready again after the last fault"] : Array.Empty<string>(),
        .. Open > 0 ? [$"{Open} writes made no ticket"] : Array.Empty<string>(),
        .. Duplicates > 0 ? [$"{Duplicates} tickets are stored twice"] : Array.Empty<string>(),
        .. Unknown > 0 ? [$"{Unknown} tickets are stored otherwise than callers were told"] : Array.Empty<string>(),
    ];

    public static IEnumerable<string> Print(IReadOnlyList<ChaosPhase> phases) => Table.Of(phases, static phase => phase.Name,
        ("Faults", static phase => phase.Broken),
        ("Calls with a result", static phase => phase.Tally.Answered),
        ("Calls with an error", static phase => phase.Tally.Refused),
        ("Calls that were cancelled", static phase => phase.Tally.Left),
        ("Calls without an answer", static phase => phase.Tally.Unanswered.Count),
        ("Tickets that callers were told of, since the start", static phase => phase.Tickets),
        ("Tickets stored", static phase => phase.Stored),
        ("Tickets stored twice", static phase => phase.Duplicates),
        ("Ready again after, s", static phase => phase.UntilReady?.TotalSeconds ?? double.NaN),
        ("Threads of a server, at most", static phase => phase.Use.Threads),
        ("Handles of a server, at most", static phase => phase.Use.Handles),
        ("RSS of a server, at most, MiB", static phase => phase.Use.ResidentMiB));

    /// <summary>What a server holds more than after an earlier phase, if that is more than what it holds now and then.</summary>
    public IEnumerable<string> GrowthSince(ChaosPhase earlier) =>
    [
        .. Use.Threads > earlier.Use.Threads + 10 ? [$"threads grow: {earlier.Use.Threads}, {Use.Threads}"] : Array.Empty<string>(),
        .. Use.Handles > earlier.Use.Handles + 50 ? [$"handles grow: {earlier.Use.Handles}, {Use.Handles}"] : Array.Empty<string>(),
        .. Use.ResidentMiB > earlier.Use.ResidentMiB * 1.25 ? [$"memory grows: {earlier.Use.ResidentMiB} MiB, {Use.ResidentMiB} MiB"] : Array.Empty<string>(),
    ];
}
