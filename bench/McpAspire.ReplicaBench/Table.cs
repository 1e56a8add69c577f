using System.Globalization;

namespace McpAspire.ReplicaBench;

/// <summary>Phases side by side, as Markdown.</summary>
internal static class Table
{
    public static IEnumerable<string> Of<T>(IReadOnlyList<T> phases, Func<T, string> title, params (string Name, Func<T, double> Value)[] rows) =>
    [
        $"|  |{string.Concat(phases.Select(phase => $" {title(phase)} |"))}",
        $"|---|{string.Concat(phases.Select(static _ => "---|"))}",
        .. rows.Select(row => $"| {row.Name} |{string.Concat(phases.Select(phase => $" {row.Value(phase).ToString("0.#", CultureInfo.InvariantCulture)} |"))}"),
    ];
}
