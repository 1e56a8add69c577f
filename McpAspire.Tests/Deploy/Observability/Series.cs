using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Observability;

/// <summary>One series of a page of metrics.</summary>
/// <param name="Name">The metric's name, with <c>_bucket</c> or <c>_total</c>.</param>
/// <param name="Labels">Its labels as text; empty if it has none.</param>
/// <param name="Value">Its value.</param>
internal sealed partial record Series(string Name, string Labels, string Value)
{
    /// <summary>The names of its labels.</summary>
    public IEnumerable<string> LabelNames => LabelPattern().Matches(Labels).Select(static match => match.Groups[1].Value);

    /// <summary>The series of a page in Prometheus' text format.</summary>
    public static IReadOnlyList<Series> Parse(string page) =>
        [.. LinePattern().Matches(page)
            .Select(static match => new Series(match.Groups["name"].Value, match.Groups["labels"].Value, match.Groups["value"].Value))];

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>(?:[^"}]|"(?:[^"\\]|\\.)*")*)\})? (?<value>\S+)\r?$""", RegexOptions.Multiline)]
    private static partial Regex LinePattern();

    [GeneratedRegex("""(\w+)="(?:[^"\\]|\\.)*"(?:,|$)""")]
    private static partial Regex LabelPattern();
}
