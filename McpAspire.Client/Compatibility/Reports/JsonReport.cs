using System.Text;
using System.Text.Json;
using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Client.Compatibility.Reports;

/// <summary>Writes differences as JSON.</summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    public static string Write(ContractDifference difference)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("before", ReportText.Source(difference.Before));
            json.WriteString("after", ReportText.Source(difference.After));
            json.WriteString("kind", ReportText.Kind(difference.Kind));
            json.WriteString("verdict", ReportText.Verdict(difference));
            json.WriteNumber("breaking", difference.Count(Grade.Breaking));
            json.WriteNumber("risky", difference.Count(Grade.Risky));
            json.WriteNumber("additive", difference.Count(Grade.Additive));
            json.WriteStartArray("findings");
            foreach (var finding in difference.Findings)
            {
                WriteFinding(json, finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return $"{Encoding.UTF8.GetString(buffer.ToArray())}\n";
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("grade", ReportText.Grade(finding.Rule.Grade));
        json.WriteString("rule", finding.Rule.Id);
        WriteText(json, "tool", finding.Tool is { } tool ? ReportText.Name(tool) : null);
        WriteText(json, "property", finding.Property is { } property ? ReportText.Name(property) : null);
        WriteText(json, "before", finding.Before is { } before ? ReportText.Value(before) : null);
        WriteText(json, "after", finding.After is { } after ? ReportText.Value(after) : null);
        WriteText(json, "hint", finding.Hint is { } hint ? ReportText.Name(hint) : null);
        json.WriteString("consequence", ReportText.Consequence(finding));
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, text);
        }
    }
}
