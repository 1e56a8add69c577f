using System.Globalization;

namespace McpAspire.ResultBench;

/// <summary>One part of the run: what its walkers saw, and the server's resident memory in MiB before it, at its peak, and a rest after it.</summary>
internal sealed record Phase(string Name, WalkTotals Totals, TimeSpan Elapsed, long Before, long Peak, long After)
{
    /// <summary>The phases side by side, as Markdown.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<Phase> phases) =>
    [
        Line("", phase => phase.Name, phases),
        $"|---|{string.Concat(phases.Select(_ => "---|"))}",
        Line("Rows", phase => Number(phase.Totals.Rows), phases),
        Line("Calls (pages)", phase => Number(phase.Totals.Pages), phases),
        Line("Calls/s", phase => Number((long)(phase.Totals.Pages / phase.Elapsed.TotalSeconds)), phases),
        Line("Largest answer, bytes", phase => Number(phase.Totals.Largest), phases),
        Line("RSS of the server before, MiB", phase => Number(phase.Before), phases),
        Line("RSS at its peak, MiB", phase => Number(phase.Peak), phases),
        Line("RSS 10 s after, MiB", phase => Number(phase.After), phases),
    ];

    private static string Line(string name, Func<Phase, string> value, IEnumerable<Phase> phases) => $"| {name} |{string.Concat(phases.Select(phase => $" {value(phase)} |"))}";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
