using System.Collections.Concurrent;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace McpAspire.Tests.Unit.ServiceDefaults;

/// <summary>Records the names of exported instruments: meter/instrument.</summary>
internal sealed class RecordedMetrics : BaseExporter<Metric>
{
    public ConcurrentBag<string> Names { get; } = [];

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            Names.Add($"{metric.MeterName}/{metric.Name}");
        }

        return ExportResult.Success;
    }
}
