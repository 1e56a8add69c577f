namespace McpAspire.Tests.Deploy.Observability;

/// <summary>What an expression may name: what the server exports, what the rules record of it, and the cluster's.</summary>
internal sealed class KnownMetrics
{
    private readonly Dictionary<string, HashSet<string>> _labels = new(StringComparer.Ordinal);

    /// <param name="exported">What the server exports.</param>
    public KnownMetrics(IEnumerable<Series> exported)
    {
        foreach (var series in exported)
        {
            LabelsOf(series.Name).UnionWith([.. series.LabelNames, .. ClusterMetrics.OfTheTarget]);
        }

        foreach (var (metric, labels) in ClusterMetrics.All)
        {
            LabelsOf(metric).UnionWith(labels);
        }

        foreach (var rule in ObservabilityFiles.Rules.Where(static rule => rule.Record is not null))
        {
            var expression = PromQl.Parse(rule.Expression);
            LabelsOf(rule.Record!)
                .UnionWith(
                    expression.Grouped.Count > 0 ? expression.Grouped
                : expression.Selectors.SelectMany(selector => _labels.GetValueOrDefault(selector.Metric) ?? []));
        }
    }

    /// <summary>What the expression, or the text that shows its result, names and nobody has.</summary>
    public IEnumerable<string> UnknownIn(string text, IEnumerable<string> shown)
    {
        var expression = PromQl.Parse(text);
        var known = expression.Selectors.SelectMany(selector => _labels.GetValueOrDefault(selector.Metric) ?? [])
            .Concat(expression.Replaced.Select(static replacement => replacement.New)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. expression.Selectors.Where(selector => !_labels.ContainsKey(selector.Metric)).Select(static selector => selector.Metric),
            .. from selector in expression.Selectors
               where _labels.ContainsKey(selector.Metric)
               from matcher in selector.Matchers
               where !_labels[selector.Metric].Contains(matcher.Label)
               select $"{selector.Metric}{{{matcher.Label}}}",
            .. expression.Grouped.Concat(expression.Replaced.Select(static replacement => replacement.Old))
                .Where(label => !known.Contains(label)),
            .. shown.Where(label => !(expression.Grouped.Count > 0 ? expression.Grouped : known).Contains(label))
                .Select(static label => $"shown {label}"),
        ];
    }

    private HashSet<string> LabelsOf(string metric)
    {
        if (!_labels.TryGetValue(metric, out var labels))
        {
            _labels.Add(metric, labels = new(StringComparer.Ordinal));
        }

        return labels;
    }
}
