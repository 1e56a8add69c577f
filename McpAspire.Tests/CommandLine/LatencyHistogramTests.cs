using McpAspire.Client.Commands.Load;

namespace McpAspire.Tests.CommandLine;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_are_at_most_a_64th_too_high()
    {
        var histogram = new LatencyHistogram();
        foreach (var milliseconds in Enumerable.Range(1, 10_000))
        {
            histogram.Record(TimeSpan.FromMilliseconds(milliseconds));
        }

        foreach (var share in (double[])[0.0001, 0.5, 0.9, 0.99, 0.999, 1])
        {
            var exact = share * 10_000;
            Assert.InRange(histogram.Percentile(share).TotalMilliseconds, exact, exact * (1 + (1 / 64.0)));
        }

        Assert.Equal(
            (10_000, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(10_000)), (histogram.Count, histogram.Min, histogram.Max));
        Assert.Equal(5000.5, histogram.Mean.TotalMilliseconds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(1_000_003)]
    public void One_call_is_every_percentile(long microseconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromMicroseconds(microseconds));

        Assert.Equal(TimeSpan.FromMicroseconds(microseconds), histogram.Percentile(0.5));
        Assert.Equal(TimeSpan.FromMicroseconds(microseconds), histogram.Percentile(0.999));
        var bucket = Assert.Single(histogram.Buckets());
        Assert.InRange(microseconds / 1000.0, bucket.FromMs, bucket.ToMs * (1 + (1 / 64.0)));
    }

    [Fact]
    public void Its_steps_have_no_gaps_and_count_every_call()
    {
        var histogram = new LatencyHistogram();
        for (var microseconds = 1.0; microseconds < 100_000_000; microseconds *= 1.07)
        {
            histogram.Record(TimeSpan.FromMicroseconds(microseconds));
        }

        var buckets = histogram.Buckets();

        Assert.Equal(histogram.Count, buckets.Sum(static bucket => bucket.Count));
        Assert.All(buckets.Zip(buckets.Skip(1)), static pair => Assert.Equal(pair.First.ToMs, pair.Second.FromMs));
    }

    [Fact]
    public void A_latency_beyond_all_bounds_is_counted()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromDays(400));

        Assert.Equal(1, histogram.Buckets().Sum(static bucket => bucket.Count));
    }
}
