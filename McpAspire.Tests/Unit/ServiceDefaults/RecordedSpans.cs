using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using OpenTelemetry;

namespace McpAspire.Tests.Unit.ServiceDefaults;

/// <summary>Records all spans of this process.</summary>
internal sealed class RecordedSpans : BaseProcessor<Activity>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly Channel<Activity> _arrived = Channel.CreateUnbounded<Activity>();

    public IEnumerable<string> Paths => _spans.Select(span => span.GetTagItem("url.path")).OfType<string>();

    public override void OnEnd(Activity data)
    {
        _spans.Enqueue(data);
        _arrived.Writer.TryWrite(data);
    }

    // The span ends after the response has been sent.
    public async Task<Activity> WaitForAsync(Func<Activity, bool> isWanted)
    {
        while (true)
        {
            await _arrived.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(
                Limit, Cancellation);
            if (_spans.FirstOrDefault(isWanted) is { } span)
            {
                return span;
            }
        }
    }
}
