using System.Globalization;
using McpAspire.Tests.Reliability.Replicas;

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

    /// <summary>The phases side by side, as Markdown.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<Phase> phases) =>
    [
        Line("", phase => phase.Name, phases),
        $"|---|{string.Concat(phases.Select(_ => "---|"))}",
        Line("Seconds", phase => Number((int)phase.Elapsed.TotalSeconds), phases),
        Line("Replicas ended and replaced", phase => Number(phase.ExitCodes.Count), phases),
        Line("Calls", phase => Number(phase.Tally.Calls), phases),
        Line("Calls/s", phase => Number((int)(phase.Tally.Calls / phase.Elapsed.TotalSeconds)), phases),
        Line("Failed attempts", phase => Number(phase.Tally.Failures.Count), phases),
        Line("Calls repeated", phase => Number(phase.Tally.Repeated), phases),
        Line("Calls without a right answer", phase => Number(phase.Tally.Lost.Count), phases),
        Line("Tickets callers were told of", phase => Number(phase.Tally.Tickets.Count), phases),
        Line("Tickets stored", phase => Number(phase.Stored.Count), phases),
        Line("Tickets stored twice", phase => Number(phase.Duplicates), phases),
    ];

    private static string Line(string name, Func<Phase, string> value, IEnumerable<Phase> phases) => $"| {name} |{string.Concat(phases.Select(phase => $" {value(phase)} |"))}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
