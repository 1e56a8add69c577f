using System.Globalization;
using System.Text;

namespace McpAspire.Client.Compatibility.Reports;

/// <summary>
/// Writes differences for a comment on a merge request. Text of a server is in code spans, so that it cannot be a link, a mention or a
/// table.
/// </summary>
internal static class MarkdownReport
{
    /// <summary>The size of a comment is limited.</summary>
    private const int MaxFindings = 200;

    public static string Write(ContractDifference difference)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### Contract: {ReportText.Verdict(difference)}\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Code(ReportText.Source(difference.Before))} → {Code(ReportText.Source(difference.After))}: "
                + $"{ReportText.Counts(difference)}\n");
        if (difference.Findings.Count == 0)
        {
            return text.ToString();
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\n| Grade | {(difference.Kind == ContractKind.Backend ? "Operation" : "Tool")} | Property | What it means | Before | Now | "
                + $"Rule |\n|---|---|---|---|---|---|---|\n");
        foreach (var finding in difference.Findings.Take(MaxFindings))
        {
            string[] cells =
            [
                ReportText.Grade(finding.Rule.Grade),
                finding.Tool is { } tool ? Code(ReportText.Name(tool)) : "(server)",
                finding.Property is { Length: > 0 } property ? Code(ReportText.Name(property)) : string.Empty,
                finding.Sentence(static name => Code(ReportText.Name(name)))
                    + (finding.Hint is { } hint ? $" {Code(ReportText.Name(hint))}?" : string.Empty),
                finding.Before is { } before ? Code(ReportText.Value(before)) : string.Empty,
                finding.After is { } after ? Code(ReportText.Value(after)) : string.Empty,
                Code(finding.Rule.Id),
            ];
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");
        }

        return difference.Findings.Count > MaxFindings
            ? text.Append(CultureInfo.InvariantCulture, $"\n{difference.Findings.Count - MaxFindings} more are not shown.\n").ToString()
            : text.ToString();
    }

    // A backslash before the bar would escape the escape; a backtick would close the span.
    private static string Code(string text) =>
        text.Length == 0 ? string.Empty : $"`{text.Replace('`', '\'').Replace('\\', '∖').Replace("|", "\\|", StringComparison.Ordinal)}`";
}
