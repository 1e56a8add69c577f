using System.Diagnostics;
using HdrHistogram;

namespace McpAspire.Bench.Load;

/// <summary>What the connections of one load measured together.</summary>
/// <param name="Elapsed">From the start of the first call to the end of the last one.</param>
/// <param name="Latencies">In ticks of <see cref="Stopwatch"/>.</param>
/// <param name="PerSecond">Number of calls that ended in the first second, the second one, …</param>
internal sealed record LoadResult(TimeSpan Elapsed, LongHistogram Latencies, long[] PerSecond)
{
    /// <summary>Significant digits of a latency.</summary>
    private const int Digits = 3;

    public long Calls => Latencies.TotalCount;

    public double Rate => Calls / Elapsed.TotalSeconds;

    public static LongHistogram CreateHistogram() => new(120 * Stopwatch.Frequency, Digits);

    public double Milliseconds(double percentile) => Latencies.GetValueAtPercentile(percentile) * 1000.0 / Stopwatch.Frequency;
}
