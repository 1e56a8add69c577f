using McpAspire.Client.Compatibility.Rules;
using Spectre.Console;

namespace McpAspire.Client.Compatibility.Reports;

/// <summary>Writes differences as a table; without colors and escape sequences if there is no terminal.</summary>
internal static class TableReport
{
    /// <summary>Maximum number of rows; the other formats have no limit.</summary>
    private const int MaxFindings = 200;

    public static void Write(ContractDifference difference, IAnsiConsole console)
    {
        console.Write(new Text($"{ReportText.Source(difference.Before)} → {ReportText.Source(difference.After)}\n"));
        if (difference.Findings.Count > 0)
        {
            console.Write(Rows(difference));
        }

        if (difference.Findings.Count > MaxFindings)
        {
            console.Write(new Text($"{difference.Findings.Count - MaxFindings} more are not shown; --format json has them.\n"));
        }

        console.Write(new Text(ReportText.Verdict(difference), Colour(difference.Worst)));
        console.Write(new Text($": {ReportText.Counts(difference)}\n"));
    }

    private static Table Rows(ContractDifference difference)
    {
        var table = new Table { Border = TableBorder.Horizontal, Expand = false };
        table.AddColumn(new TableColumn("Grade") { NoWrap = true });
        table.AddColumn(new TableColumn(difference.Kind == ContractKind.Backend ? "Operation, property" : "Tool, property"));
        table.AddColumn(new TableColumn("What it means"));
        foreach (var finding in difference.Findings.Take(MaxFindings))
        {
            var where = finding.Property is { Length: > 0 } property
                ? $"{ReportText.Name(finding.Tool!)}\n{ReportText.Name(property)}"
                : ReportText.Name(finding.Tool ?? "(server)");
            string?[] lines = [
                ReportText.Consequence(finding),
                ReportText.Change(finding),
                finding.Hint is { } hint ? $"{ReportText.Name(hint)}?" : null,
                finding.Rule.Id];
            table.AddRow(
                new Text(ReportText.Grade(finding.Rule.Grade), Colour(finding.Rule.Grade)),
                new Text(where),
                new Text(string.Join('\n', lines.OfType<string>())));
        }

        return table;
    }

    private static Style Colour(Grade? grade) =>
        new(grade is Grade.Breaking ? Color.Red : grade is Grade.Risky ? Color.Yellow : Color.Green);
}
