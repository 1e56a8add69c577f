using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>Makes pages of what its reader collects.</summary>
internal sealed class MetricsPagesExporter : BaseExporter<Metric>
{
    public MetricsPages? Last { get; private set; }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var families = new SortedDictionary<string, (string Unit, List<Metric> Metrics)>(StringComparer.Ordinal);
        foreach (var metric in batch)
        {
            // Exponential buckets have no place in these formats; no view of ours asks for them.
            if (metric.MetricType is MetricType.ExponentialHistogram)
            {
                continue;
            }

            var (name, unit) = PrometheusName.Of(metric.Name, metric.Unit, metric.MetricType is MetricType.LongGauge or MetricType.DoubleGauge);
            if (!families.TryGetValue(name, out var family))
            {
                families[name] = (unit, [metric]);
            }
            else if (family.Metrics[0].MetricType == metric.MetricType)
            {
                family.Metrics.Add(metric);
            }
        }

        var (text, openMetrics) = (new PrometheusText(isOpenMetrics: false), new PrometheusText(isOpenMetrics: true));
        foreach (var page in (PrometheusText[])[text, openMetrics])
        {
            page.WriteTarget(ParentProvider.GetResource());
            foreach (var (name, (unit, metrics)) in families)
            {
                page.WriteFamily(name, unit, metrics);
            }
        }

        Last = new(text.ToBytes(), openMetrics.ToBytes());
        return ExportResult.Success;
    }
}
