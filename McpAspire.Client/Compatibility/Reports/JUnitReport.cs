using System.Globalization;
using System.Xml;
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
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var xml = XmlWriter.Create(text, Indented))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Clean($"contract: {ReportText.Source(difference.Before)}"));
            xml.WriteAttributeString("tests", cases.Count.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString(
                "failures",
                cases.Count(tool => findings[tool].Any(finding => IsFailure(finding, isStrict))).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("errors", "0");
            xml.WriteAttributeString("skipped", "0");
            foreach (var tool in cases)
            {
                WriteCase(xml, tool, [.. findings[tool]], isStrict);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return $"{text}\n";
    }

    private static void WriteCase(XmlWriter xml, string? tool, IReadOnlyList<Finding> findings, bool isStrict)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", "contract");
        xml.WriteAttributeString("name", Clean(tool is null ? ServerCase : ReportText.Name(tool)));
        var (failures, others) = (
            findings.Where(finding => IsFailure(finding, isStrict)).ToList(),
            findings.Where(finding => !IsFailure(finding, isStrict)).ToList());
        if (failures.Count > 0)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", ReportText.Grade(failures[0].Rule.Grade));
            xml.WriteAttributeString("message", Clean(ReportText.Consequence(failures[0])));
            xml.WriteString(Text(failures));
            xml.WriteEndElement();
        }

        if (others.Count > 0)
        {
            xml.WriteElementString("system-out", Text(others));
        }

        xml.WriteEndElement();
    }

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
