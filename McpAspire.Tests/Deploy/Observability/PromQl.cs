using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Observability;

/// <summary>The names in a PromQL expression.</summary>
internal sealed partial class PromQl
{
    private static readonly HashSet<string> Words =
    [
        "and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "group_right", "offset", "bool", "inf", "nan", "atan2",
    ];

    private PromQl(string text)
    {
        // label_values(expression, label) is a function of Grafana: the label is not a metric.
        if (LabelValues().Match(text) is { Success: true } values)
        {
            Grouped.Add(values.Groups["label"].Value);
            text = values.Groups["expression"].Value;
        }

        // label_replace(expression, "new", "$1", "old", "regex")
        foreach (var replacement in Replacement().Matches(text).AsEnumerable())
        {
            Replaced.Add((replacement.Groups["old"].Value, replacement.Groups["new"].Value));
        }

        text = GroupingPattern().Replace(text, match =>
        {
            Grouped.UnionWith(
                match.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            return " ";
        });
        text = SelectorPattern().Replace(text, match =>
        {
            Selectors.Add(
                (match.Groups["name"].Value,
                [.. MatcherPattern().Matches(match.Groups["matchers"].Value)
                .Select(static matcher => (matcher.Groups[1].Value, matcher.Groups[2].Value))]));
            return " ";
        });
        text = Rest().Replace(text, " ");
        foreach (var match in NamePattern().Matches(text).AsEnumerable())
        {
            if (!match.Groups["call"].Success && !Words.Contains(match.Groups["name"].Value))
            {
                Selectors.Add((match.Groups["name"].Value, []));
            }
        }
    }

    /// <summary>Each metric with its label matchers.</summary>
    public List<(string Metric, IReadOnlyList<(string Label, string Value)> Matchers)> Selectors { get; } = [];

    /// <summary>The labels of groups and joins.</summary>
    public HashSet<string> Grouped { get; } = new(StringComparer.Ordinal);

    /// <summary>Derived labels.</summary>
    public List<(string Old, string New)> Replaced { get; } = [];

    public static PromQl Parse(string text) => new(text);

    [GeneratedRegex(@"^label_values\((?<expression>.*), *(?<label>\w+)\)$")]
    private static partial Regex LabelValues();

    [GeneratedRegex("\"(?<new>\\w+)\", \"\\$1\", \"(?<old>\\w+)\", \"")]
    private static partial Regex Replacement();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right) *\((?<labels>[\w, ]*)\)")]
    private static partial Regex GroupingPattern();

    [GeneratedRegex("""(?<name>[a-zA-Z_:][\w:]*)\{(?<matchers>(?:[^"}]|"(?:[^"\\]|\\.)*")*)\}""")]
    private static partial Regex SelectorPattern();

    [GeneratedRegex("""(\w+)(?:=~|!~|!=|=)"((?:[^"\\]|\\.)*)(?:")""")]
    private static partial Regex MatcherPattern();

    /// <summary>Strings and durations.</summary>
    [GeneratedRegex("""(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\])""")]
    private static partial Regex Rest();

    [GeneratedRegex(@"(?<![\w.:$])(?<name>[a-zA-Z_:][\w:]*)(?<call> *\()?")]
    private static partial Regex NamePattern();
}
