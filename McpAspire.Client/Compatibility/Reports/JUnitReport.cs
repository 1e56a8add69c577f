using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Client.Compatibility.Reports;

/// <summary>
/// Writes differences as JUnit XML: one test case per tool and one for the server, or one per operation of a backend. Breaking differences
/// are failures.
/// </summary>
internal static class JUnitReport
{
    private const string ServerCase = "(server)";

    private static readonly XmlWriterSettings Indented = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    /// <param name="difference">The differences.</param>
    /// <param name="isStrict">Whether a risky difference is a failure too.</param>
    public static string Write(ContractDifference difference, bool isStrict)
    {
        IReadOnlyList<string?> cases = difference.Kind == ContractKind.Backend ? [.. difference.Tools] : [null, .. difference.Tools];
        var findings = difference.Findings.ToLookup(static finding => finding.Tool);
        var suites = new XElement("testsuites", new XElement(
            "testsuite",
            new XAttribute("name", Clean($"contract: {ReportText.Source(difference.Before)}")),
            new XAttribute("tests", cases.Count),
            new XAttribute("failures", cases.Count(tool => findings[tool].Any(finding => IsFailure(finding, isStrict)))),
            new XAttribute("errors", 0),
            new XAttribute("skipped", 0),
            cases.Select(tool => ToCase(tool, findings[tool].ToLookup(finding => IsFailure(finding, isStrict))))));
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var xml = XmlWriter.Create(text, Indented))
        {
            suites.Save(xml);
        }

        return $"{text}\n";
    }

    private static XElement ToCase(string? tool, ILookup<bool, Finding> findings) => new(
        "testcase",
        new XAttribute("classname", "contract"),
        new XAttribute("name", Clean(tool is null ? ServerCase : ReportText.Name(tool))),
        findings[true].FirstOrDefault() is { } first
            ? new XElement(
                "failure",
                new XAttribute("type", ReportText.Grade(first.Rule.Grade)),
                new XAttribute("message", Clean(ReportText.Consequence(first))),
                Text(findings[true]))
            : null,
        findings[false].Any() ? new XElement("system-out", Text(findings[false])) : null);

    private static bool IsFailure(Finding finding, bool isStrict) =>
        finding.Rule.Grade == Grade.Breaking || (isStrict && finding.Rule.Grade == Grade.Risky);

    private static string Text(IEnumerable<Finding> findings) => Clean($"\n{string.Join('\n', findings.Select(Line))}\n");

    private static string Line(Finding finding)
    {
        string?[] parts = [
            $"{ReportText.Grade(finding.Rule.Grade)} {finding.Rule.Id}: {ReportText.Consequence(finding)}",
            ReportText.Change(finding),
            finding.Hint is { } hint ? $"{ReportText.Name(hint)}?" : null];
        return string.Join(" | ", parts.OfType<string>());
    }

    /// <summary>Replaces what XML cannot contain: control characters, unpaired surrogates and noncharacters.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(static rune =>
        rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "?" : rune.ToString()));
}
