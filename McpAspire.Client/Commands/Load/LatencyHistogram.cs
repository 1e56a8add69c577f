using HdrHistogram;

namespace McpAspire.Client.Commands.Load;

/// <summary>Latencies in microseconds: percentiles within 1 %, in constant memory.</summary>
internal sealed class LatencyHistogram
{
    /// <summary>2^40 µs are 12 days.</summary>
    private const long MaxMicroseconds = (1L << 40) - 1;

    private static readonly int[] Factors = [1, 2, 5];

    private readonly LongHistogram _counts = new(MaxMicroseconds, numberOfSignificantValueDigits: 2);
    private long _sum;

    public long Count => _counts.TotalCount;

    public TimeSpan Min { get; private set; } = TimeSpan.MaxValue;

    public TimeSpan Max { get; private set; } = TimeSpan.Zero;

    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds((double)_sum / Count);

    public void Record(TimeSpan latency)
    {
        var microseconds = Math.Clamp((long)latency.TotalMicroseconds, 0, MaxMicroseconds);
        _counts.RecordValue(microseconds);
        _sum += microseconds;
        Min = latency < Min ? latency : Min;
        Max = latency > Max ? latency : Max;
    }

    /// <summary>The latency that <paramref name="share"/> of all calls did not exceed.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan Percentile(double share)
    {
        var latency = TimeSpan.FromMicroseconds(_counts.GetValueAtPercentile(share * 100));
        return latency < Max ? latency : Max;
    }

    /// <summary>The counts in steps of 1, 2 and 5 times a power of ten, from the first that is not empty to the last.</summary>
    public IReadOnlyList<LatencyBucket> Buckets()
    {
        var recorded = _counts.RecordedValues()
            .Select(value => (Lowest: _counts.LowestEquivalentValue(value.ValueIteratedTo), Count: value.CountAddedInThisIterationStep))
            .ToList();
        var buckets = Steps()
            .Select(step => new LatencyBucket(
                step.From / 1000.0,
                step.To / 1000.0,
                recorded.Where(value => value.Lowest >= step.From && value.Lowest < step.To).Sum(static value => value.Count)))
            .SkipWhile(static bucket => bucket.Count == 0)
            .ToList();
        return [.. buckets.Take(buckets.FindLastIndex(static bucket => bucket.Count > 0) + 1)];
    }

    private static IEnumerable<(long From, long To)> Steps()
    {
        var from = 0L;
        for (var power = 100L; from < MaxMicroseconds; power *= 10)
        {
            foreach (var factor in Factors)
            {
                yield return (from, power * factor);
                from = power * factor;
            }
        }
    }
}
