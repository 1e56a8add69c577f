using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Client.Compatibility.Reports;

/// <summary>Writes differences as JSON.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static string Write(ContractDifference difference)
    {
        var report = CanonicalJson.Object(
            ("before", ReportText.Source(difference.Before)),
            ("after", ReportText.Source(difference.After)),
            ("kind", ReportText.Kind(difference.Kind)),
            ("verdict", ReportText.Verdict(difference)),
            ("breaking", difference.Count(Grade.Breaking)),
            ("risky", difference.Count(Grade.Risky)),
            ("additive", difference.Count(Grade.Additive)),
            ("findings", new JsonArray([.. difference.Findings.Select(ToJson)])));
        return $"{report.ToJsonString(Indented)}\n";
    }

    private static JsonObject ToJson(Finding finding) => CanonicalJson.Object(
        ("grade", ReportText.Grade(finding.Rule.Grade)),
        ("rule", finding.Rule.Id),
        ("tool", Text(finding.Tool, ReportText.Name)),
        ("property", Text(finding.Property, ReportText.Name)),
        ("before", Text(finding.Before, ReportText.Value)),
        ("after", Text(finding.After, ReportText.Value)),
        ("hint", Text(finding.Hint, ReportText.Name)),
        ("consequence", ReportText.Consequence(finding)));

    private static string? Text(string? text, Func<string, string> clean) =>
        text is not null && clean(text) is { Length: > 0 } cleaned ? cleaned : null;
}
