using System.Diagnostics;
using System.Numerics;

namespace McpAspire.Bench.Load;

/// <summary>Counts durations in buckets that are at most 1/64 wide of what they hold, as HDR histograms do. Not for several threads.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;

    private readonly long[] _counts = new long[SubBuckets * (65 - SubBits)];

    public long Count { get; private set; }

    /// <param name="ticks">A difference of <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Record(long ticks)
    {
        _counts[IndexOf(ticks)]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Count += other.Count;
        for (var index = 0; index < _counts.Length; index++)
        {
            _counts[index] += other._counts[index];
        }
    }

    /// <returns>The upper end of the bucket of the call at that place, in milliseconds.</returns>
    public double Percentile(double percent)
    {
        var left = (long)Math.Ceiling(Count * percent / 100);
        for (var index = 0; index < _counts.Length; index++)
        {
            left -= _counts[index];
            if (left <= 0)
            {
                return UpperEnd(index) * 1000.0 / Stopwatch.Frequency;
            }
        }

        return 0;
    }

    // Below 64, a bucket for each number; above, 64 for each power of two.
    private static int IndexOf(long ticks)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)Math.Max(1, ticks)) - SubBits);
        return (shift << SubBits) + (int)(ticks >> shift);
    }

    private static long UpperEnd(int index)
    {
        var shift = Math.Max(0, (index >> SubBits) - 1);
        return ((index - ((long)shift << SubBits) + 1) << shift) - 1;
    }
}
