namespace McpAspire.Bench.Load;

/// <summary>What the connections of one load saw together.</summary>
/// <param name="Elapsed">From the first call's start to the last one's end.</param>
/// <param name="Latencies">How long the calls took.</param>
/// <param name="PerSecond">How many ended within the first second, the second one, …</param>
internal sealed record LoadResult(TimeSpan Elapsed, LatencyHistogram Latencies, long[] PerSecond)
{
    public long Calls => Latencies.Count;
}
