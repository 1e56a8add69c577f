namespace McpAspire.Bench.Report;

/// <summary>What is said of several repetitions.</summary>
internal static class Statistics
{
    /// <returns>The highest rate, or the lowest cost.</returns>
    public static double Best(string quantity, IReadOnlyCollection<double> values) => quantity == Quantities.Rate ? values.Max() : values.Min();

    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
