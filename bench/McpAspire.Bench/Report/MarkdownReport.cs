using System.Globalization;
using System.Text;

namespace McpAspire.Bench.Report;

/// <summary>The figures as tables: the median of the repetitions, and from the smallest to the largest.</summary>
internal static class MarkdownReport
{
    public static string Write(RunInfo run, Figures figures)
    {
        var text = new StringBuilder($"# Measurements\n\n{run}\n\n");
        foreach (var part in figures.All.GroupBy(static figure => figure.Part))
        {
            var quantities = part.SelectMany(static figure => figure.Values.Keys).Distinct().ToArray();
            text.Append(CultureInfo.InvariantCulture, $"## {part.Key}\n\n| Server | Case | {string.Join(" | ", quantities)} |\n|---|---|{string.Concat(quantities.Select(static _ => "---|"))}\n");
            foreach (var figure in part)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {figure.Key}: {figure.Server} | {figure.Case} | {string.Join(" | ", quantities.Select(quantity => Cell(figure.Values.GetValueOrDefault(quantity))))} |\n");
            }

            text.Append('\n');
        }

        var ratios = Ratio.Of(figures);
        if (ratios.Count > 0)
        {
            text.Append("## Ratios\n\n| Ratio | Case | In the same round | Of the best rounds |\n|---|---|---|---|\n");
            foreach (var ratio in ratios)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {ratio.Name} | {ratio.Case} | {Cell(ratio.Values)} | {Number(ratio.Best)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Cell(IReadOnlyCollection<double>? values) => values switch
    {
        null => "n/a",
        { Count: 1 } => Number(values.First()),
        _ => $"{Number(Statistics.Median(values))} ({Number(values.Min())}–{Number(values.Max())})",
    };

    /// <summary>Three significant digits, all those before the point.</summary>
    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.ToString("F2", CultureInfo.InvariantCulture),
    };
}
