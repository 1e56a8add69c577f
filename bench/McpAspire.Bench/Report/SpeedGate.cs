using System.Globalization;

namespace McpAspire.Bench.Report;

/// <summary>
/// The bounds that a build must keep: ratios within one run, far from the usual ones, so that a busy machine does not fail it. A ratio
/// fails only if both the median of the rounds and the best rounds are out of bounds: one fast round of one server proves nothing.
/// </summary>
internal static class SpeedGate
{
    private static readonly (string Id, double Min, double Max)[] Bounds =
    [
        (Ratio.PipelineRate, 0.5, double.PositiveInfinity),
        (Ratio.PipelineCpu, 0, 2),
        (Ratio.PipelineBytes, double.NegativeInfinity, 12_000),
        (Ratio.UserRate, 0.25, double.PositiveInfinity),
    ];

    /// <returns>A line for each ratio that is out of bounds, and for each bound without a ratio.</returns>
    public static IEnumerable<string> Problems(IReadOnlyList<Ratio> ratios) =>
    [
        .. from bound in Bounds
           where !ratios.Any(ratio => ratio.Id == bound.Id)
           select $"{bound.Id} was not measured.",
        .. from ratio in ratios
           from bound in Bounds
           where ratio.Id == bound.Id
               && ((ratio.Best < bound.Min && ratio.Median < bound.Min) || (ratio.Best > bound.Max && ratio.Median > bound.Max))
           select string.Create(CultureInfo.InvariantCulture,
               $"{ratio.Id}, {ratio.Case}: median {ratio.Median:F2}, best {ratio.Best:F2}; bounds {bound.Min} to {bound.Max}."),
    ];
}
