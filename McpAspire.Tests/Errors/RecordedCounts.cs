using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace McpAspire.Tests.Errors;

/// <summary>The counters of one server, as instrument name and labels.</summary>
internal sealed class RecordedCounts : IDisposable
{
    private readonly MeterListener _listener = new();

    /// <param name="factory">The server's factory, because other servers in this process have the same instruments.</param>
    /// <param name="names">The instruments.</param>
    public RecordedCounts(IMeterFactory factory, params string[] names)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory && names.Contains(instrument.Name, StringComparer.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, labels, _) =>
            Counts.Enqueue(labels.ToArray().Aggregate(instrument.Name, static (text, label) => $"{text} {label.Key}={label.Value}")));
        _listener.Start();
    }

    public ConcurrentQueue<string> Counts { get; } = new();

    public void Dispose() => _listener.Dispose();
}
