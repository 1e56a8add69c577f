namespace McpAspire.Tests.Deploy.Observability;

/// <summary>The known metrics: exported by the server, recorded by rules, and those of the cluster.</summary>
internal sealed class KnownMetrics
{
    private readonly Dictionary<string, HashSet<string>> _labels = new(StringComparer.Ordinal);

    /// <param name="exported">The server's metrics.</param>
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

    /// <summary>The unknown metrics and labels of an expression and the text that shows its result.</summary>
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
