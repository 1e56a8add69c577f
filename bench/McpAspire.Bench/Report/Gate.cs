using System.Globalization;

namespace McpAspire.Bench.Report;

/// <summary>
/// What a build may not do to the speed: ratios within one run, far from what is usual, so that a busy machine does not fail it. A ratio has to be out of its
/// bounds both in the median of the rounds and between the best ones: one server's single fast round says nothing of the other.
/// </summary>
internal static class Gate
{
    private static readonly (string Start, string End, double Least, double Most)[] Bounds =
    [
        ("Calls/s of the server's pipeline", "(c/b)", 0.5, double.PositiveInfinity),
        ("CPU of the server's pipeline", "(c/b)", 0, 2),
        ("Bytes that the server's pipeline", "(c−b)", double.NegativeInfinity, 20_000),
        ("Calls/s of get_user_profile", "(d/e)", 0.25, double.PositiveInfinity),
    ];

    /// <returns>A line for each ratio that is out of its bounds; one, too, if there is nothing to judge.</returns>
    public static IReadOnlyList<string> Failures(IReadOnlyList<Ratio> ratios)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        return ratios.Count == 0
            ? ["No ratio was measured."]
            :
            [
                .. from ratio in ratios
                   from bound in Bounds
                   where ratio.Name.StartsWith(bound.Start, StringComparison.Ordinal) && ratio.Name.EndsWith(bound.End, StringComparison.Ordinal)
                   where (ratio.Best < bound.Least && ratio.Median < bound.Least) || (ratio.Best > bound.Most && ratio.Median > bound.Most)
                   select string.Create(CultureInfo.InvariantCulture, $"{ratio.Name}, {ratio.Case}: {ratio.Median:F2} in the same round, {ratio.Best:F2} of the best rounds, which is not within {bound.Least} to {bound.Most}."),
            ];
    }
}
