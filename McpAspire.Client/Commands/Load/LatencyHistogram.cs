using System.Numerics;

namespace McpAspire.Client.Commands.Load;

/// <summary>
/// Counts latencies in buckets that grow with the latency, 64 to each power of two: whatever the number of calls, it takes the same memory, and a
/// percentile is at most 1/64 (1.6 %) too high. Times are whole microseconds.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;

    /// <summary>2^40 µs are 12 days.</summary>
    private const long Longest = (1L << 40) - 1;

    private static readonly int[] Factors = [1, 2, 5];

    private readonly long[] _counts = new long[IndexOf(Longest) + 1];
    private long _sum;

    public long Count { get; private set; }

    public TimeSpan Min { get; private set; } = TimeSpan.MaxValue;

    public TimeSpan Max { get; private set; } = TimeSpan.Zero;

    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds((double)_sum / Count);

    public void Record(TimeSpan latency)
    {
        var microseconds = Math.Clamp((long)latency.TotalMicroseconds, 0, Longest);
        _counts[IndexOf(microseconds)]++;
        _sum += microseconds;
        Count++;
        Min = latency < Min ? latency : Min;
        Max = latency > Max ? latency : Max;
    }

    /// <summary>The latency that <paramref name="share"/> of all calls did not exceed.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank)
            {
                var upper = TimeSpan.FromMicroseconds(LowerBound(index + 1) - 1);
                return upper < Max ? upper : Max;
            }
        }

        return Max;
    }

    /// <summary>The counts in steps of 1, 2 and 5 times a power of ten, from the first that is not empty to the last.</summary>
    public IReadOnlyList<LatencyBucket> Buckets()
    {
        var buckets = new List<LatencyBucket>();
        var index = 0;
        foreach (var (from, to) in Steps())
        {
            var count = 0L;
            for (; index < _counts.Length && LowerBound(index) < to; index++)
            {
                count += _counts[index];
            }

            buckets.Add(new(from / 1000.0, to / 1000.0, count));
        }

        return [.. buckets.SkipWhile(static bucket => bucket.Count == 0).Reverse().SkipWhile(static bucket => bucket.Count == 0).Reverse()];
    }

    private static IEnumerable<(long From, long To)> Steps()
    {
        var from = 0L;
        for (var power = 100L; from < Longest; power *= 10)
        {
            foreach (var factor in Factors)
            {
                yield return (from, power * factor);
                from = power * factor;
            }
        }
    }

    // Below 64 every number has its own bucket; above, the six bits after the first choose one.
    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - SubBits);
        return (shift * SubBuckets) + (int)(value >> shift);
    }

    private static long LowerBound(int index)
    {
        var shift = Math.Max(0, (index / SubBuckets) - 1);
        return (long)(index - (shift * SubBuckets)) << shift;
    }
}
