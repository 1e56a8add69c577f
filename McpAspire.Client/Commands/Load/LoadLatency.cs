using System.Text.Json.Serialization;

namespace McpAspire.Client.Commands.Load;

/// <summary>Latencies in milliseconds.</summary>
/// <param name="Min">The minimum.</param>
/// <param name="Mean">The mean.</param>
/// <param name="P50">Half of the calls took no longer.</param>
/// <param name="P90">90 % of the calls took no longer.</param>
/// <param name="P99">99 % of the calls took no longer.</param>
/// <param name="P999">99.9 % of the calls took no longer.</param>
/// <param name="Max">The maximum.</param>
internal sealed record LoadLatency(
    double Min, double Mean, double P50, double P90, double P99, [property: JsonPropertyName("p99_9")] double P999, double Max)
{
    public static LoadLatency Of(LatencyHistogram histogram) => new(
        Milliseconds(histogram.Min),
        Milliseconds(histogram.Mean),
        Milliseconds(histogram.Percentile(0.5)),
        Milliseconds(histogram.Percentile(0.9)),
        Milliseconds(histogram.Percentile(0.99)),
        Milliseconds(histogram.Percentile(0.999)),
        Milliseconds(histogram.Max));

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
