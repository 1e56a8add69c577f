using OpenTelemetry.Metrics;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>Collects metrics when they are asked for; all who ask within a second get what was collected once.</summary>
internal sealed class MetricsSource(TimeProvider time) : IDisposable
{
    private const int CollectLimitMilliseconds = 5000;
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly MetricsPagesExporter _exporter = new();
    private BaseExportingMetricReader? _reader;
    private Task<MetricsPages?>? _collected;
    private long _since;

    /// <summary>How often metrics have been collected.</summary>
    public int Collections { get; private set; }

    /// <summary>What the meter provider fills.</summary>
    public MetricReader Reader => _reader ??= new BaseExportingMetricReader(_exporter);

    /// <returns>The pages; <see langword="null"/> if they could not be collected within 5 seconds.</returns>
    public Task<MetricsPages?> CollectAsync()
    {
        lock (_lock)
        {
            if (_collected is null || (_collected.IsCompleted && time.GetElapsedTime(_since) >= Age))
            {
                (_collected, _since) = (Task.Run(Collect), time.GetTimestamp());
            }

            return _collected;
        }
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _exporter.Dispose();
    }

    private MetricsPages? Collect()
    {
        Collections++;
        return Reader.Collect(CollectLimitMilliseconds) ? _exporter.Last : null;
    }
}
