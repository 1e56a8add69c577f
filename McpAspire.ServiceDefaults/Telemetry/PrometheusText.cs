using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>Writes metrics in one of the two text formats that Prometheus reads: its own 0.0.4, or OpenMetrics 1.0.0.</summary>
internal sealed class PrometheusText(bool isOpenMetrics)
{
    private readonly StringBuilder _text = new(16 * 1024);
    private readonly HashSet<string> _series = new(StringComparer.Ordinal);

    /// <summary>The resource, as the one series of <c>target_info</c>: it can be joined to the others, and is not repeated in each.</summary>
    public void WriteTarget(Resource resource)
    {
        Describe(isOpenMetrics ? "target" : "target_info", isOpenMetrics ? "info" : "gauge", string.Empty, "Target metadata");
        _text.Append("target_info").Append(Labels(resource.Attributes.Select(static attribute => KeyValuePair.Create(attribute.Key, (object?)attribute.Value)))).Append(" 1\n");
    }

    /// <summary>Writes one family: all metrics of one name and type, which may come from several meters.</summary>
    public void WriteFamily(string name, string unit, IReadOnlyList<Metric> metrics)
    {
        var first = metrics[0];
        var isCounter = PrometheusName.IsCounter(first.MetricType);
        var sample = isCounter ? $"{name}_total" : name;
        Describe(isOpenMetrics ? name : sample, isCounter ? "counter" : first.MetricType.IsHistogram() ? "histogram" : "gauge", unit, first.Description);
        _series.Clear();
        foreach (var metric in metrics)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                WritePoint(sample, metric.MetricType, point);
            }
        }
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes((isOpenMetrics ? _text.Append("# EOF\n") : _text).ToString());

    private void WritePoint(string name, MetricType type, in MetricPoint point)
    {
        var labels = Labels(Enumerate(point.Tags));
        // The same series twice would make Prometheus refuse the page.
        if (!_series.Add(labels))
        {
            return;
        }

        if (type.IsHistogram())
        {
            WriteHistogram(name, point, labels);
            return;
        }

        _text.Append(name).Append(labels).Append(' ');
        _ = type switch
        {
            MetricType.LongSum or MetricType.LongSumNonMonotonic => _text.Append(CultureInfo.InvariantCulture, $"{point.GetSumLong()}"),
            MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => _text.Append(Number(point.GetSumDouble())),
            MetricType.LongGauge => _text.Append(CultureInfo.InvariantCulture, $"{point.GetGaugeLastValueLong()}"),
            MetricType.DoubleGauge => _text.Append(Number(point.GetGaugeLastValueDouble())),
            MetricType.Histogram or MetricType.ExponentialHistogram or _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };
        _text.Append('\n');
    }

    private void WriteHistogram(string name, in MetricPoint point, string labels)
    {
        long count = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            var bound = $"le=\"{Bound(bucket.ExplicitBound)}\"";
            _text.Append(name).Append("_bucket").Append(labels.Length == 0 ? $"{{{bound}}}" : $"{labels.AsSpan(0, labels.Length - 1)},{bound}}}").Append(CultureInfo.InvariantCulture, $" {count}\n");
        }

        _text.Append(name).Append("_sum").Append(labels).Append(' ').Append(Number(point.GetHistogramSum())).Append('\n');
        _text.Append(name).Append("_count").Append(labels).Append(CultureInfo.InvariantCulture, $" {point.GetHistogramCount()}\n");
    }

    private void Describe(string name, string type, string unit, string? description)
    {
        if (!string.IsNullOrEmpty(description))
        {
            _text.Append("# HELP ").Append(name).Append(' ').Append(Escape(description, quote: isOpenMetrics)).Append('\n');
        }

        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        if (isOpenMetrics && unit.Length > 0)
        {
            _text.Append("# UNIT ").Append(name).Append(' ').Append(unit).Append('\n');
        }
    }

    private static List<KeyValuePair<string, object?>> Enumerate(ReadOnlyTagCollection tags)
    {
        var list = new List<KeyValuePair<string, object?>>(tags.Count);
        foreach (var tag in tags)
        {
            list.Add(tag);
        }

        return list;
    }

    /// <summary>Labels in the order of their names; two of the same name (they differed in a dot) become one.</summary>
    private static string Labels(IEnumerable<KeyValuePair<string, object?>> tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            var (name, text) = (PrometheusName.Label(key), Convert.ToString(value is bool flag ? (flag ? "true" : "false") : value, CultureInfo.InvariantCulture) ?? string.Empty);
            labels[name] = labels.TryGetValue(name, out var other) ? $"{other};{text}" : text;
        }

        return labels.Count == 0 ? string.Empty : $"{{{string.Join(',', labels.Select(static label => $"{label.Key}=\"{Escape(label.Value, quote: true)}\""))}}}";
    }

    private static string Escape(string text, bool quote)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quote ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    /// <summary>A bucket's upper bound: always with a point, as OpenMetrics asks, so that a series has the same name in both formats.</summary>
    private static string Bound(double bound) => double.IsInteger(bound) ? bound.ToString("F1", CultureInfo.InvariantCulture) : Number(bound);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
