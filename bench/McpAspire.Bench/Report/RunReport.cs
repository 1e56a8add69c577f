using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.Bench.Report;

/// <summary>
/// A finished run, written as Markdown and as JSON. Every part has the same table: a row for each subject and case, a column for each
/// quantity.
/// </summary>
internal sealed record RunReport(
    string Machine,
    DateTimeOffset At,
    bool IsPinned,
    int Rounds,
    double TurnSeconds,
    IReadOnlyList<string> Notes,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<Ratio> Ratios,
    IReadOnlyList<string[]> Goals,
    IReadOnlyList<string> Problems)
{
    public string Runtime { get; } = RuntimeInformation.FrameworkDescription;

    public string Configuration { get; } = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static item => item.Key == "Configuration").Value!;

    /// <summary>Writes report.md and report.json.</summary>
    /// <returns>The Markdown.</returns>
    public async Task<string> WriteAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var markdown = ToMarkdown();
        await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), markdown);
        await using var json = File.Create(Path.Combine(folder, "report.json"));
        await JsonSerializer.SerializeAsync(json, this, ReportJsonContext.Default.RunReport);
        return markdown;
    }

    private string ToMarkdown()
    {
        var cores = IsPinned ? "the server on one core, load and backend on another" : "all processes share the cores";
        var text = new StringBuilder($"{Machine}; {Runtime}, {Configuration}; {At:yyyy-MM-dd HH:mm} UTC; {cores}; ");
        text.Append(CultureInfo.InvariantCulture, $"{Rounds} rounds of {TurnSeconds} s; median (min–max).\n");
        text.AppendJoin("", Notes.Select(static note => $"\n{note}\n"));
        foreach (var part in Figures.GroupBy(static figure => figure.Part))
        {
            string[] quantities = [.. part.SelectMany(static figure => figure.Values.Keys).Distinct()];
            AppendTable(text, part.Key, ["Subject", "Case", .. quantities], part.Select(figure => (string[])
            [
                figure.Key.Length == 0 ? figure.Subject : $"{figure.Key}: {figure.Subject}", figure.Case,
                .. quantities.Select(quantity => CellOf(figure.Values.GetValueOrDefault(quantity))),
            ]));
        }

        if (Ratios.Count > 0)
        {
            AppendTable(text, "ratios", ["Ratio", "Case", "Same round", "Best rounds"],
                Ratios.Select(static ratio => (string[])[ratio.Id, ratio.Case, CellOf(ratio.Values), NumberOf(ratio.Best)]));
        }

        if (Goals.Count > 0)
        {
            AppendTable(text, "goals", ["What", "Goal", "Measured", "Baseline in the same run"], Goals);
        }

        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, string title, string[] columns, IEnumerable<string[]> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| {string.Join(" | ", columns)} |\n");
        text.Append(CultureInfo.InvariantCulture, $"|{string.Concat(columns.Select(static _ => "---|"))}\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
        }
    }

    private static string CellOf(IReadOnlyCollection<double>? values) => values switch
    {
        null => "–",
        { Count: 1 } => NumberOf(values.First()),
        _ => $"{NumberOf(Report.Figures.MedianOf(values))} ({NumberOf(values.Min())}–{NumberOf(values.Max())})",
    };

    /// <summary>Three significant digits; whole numbers as they are.</summary>
    internal static string NumberOf(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("F0", CultureInfo.InvariantCulture),
        var positive when positive == Math.Truncate(positive) => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("F2", CultureInfo.InvariantCulture),
        _ => value.ToString("F4", CultureInfo.InvariantCulture),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
