namespace McpAspire.Bench.Report;

/// <summary>A quantity of one server by the same of another, which had its turn in the same round.</summary>
/// <param name="Name">What it says.</param>
/// <param name="Case">The conditions.</param>
/// <param name="Median">The median of the rounds.</param>
/// <param name="Best">The same of each server's best round: what neighbours on the machine disturb least.</param>
/// <param name="Values">Each round's.</param>
internal sealed record Ratio(string Name, string Case, double Median, double Best, IReadOnlyList<double> Values)
{
    /// <summary>What the server's own code adds to the SDK, and what remains of the speed of the bare backend call.</summary>
    public static IReadOnlyList<Ratio> Of(Figures figures) =>
    [
        .. Pair(figures, "c", "b", Quantities.Cpu, "CPU of the server's pipeline by that of the SDK alone (c/b)"),
        .. Pair(figures, "c", "b", Quantities.Rate, "Calls/s of the server's pipeline by those of the SDK alone (c/b)"),
        .. Pair(figures, "c", "b", Quantities.Bytes, "Bytes that the server's pipeline allocates beyond the SDK alone (c−b)", static (left, right) => left - right),
        .. Pair(figures, "d", "e", Quantities.Rate, "Calls/s of get_user_profile by those of the plain backend call (d/e)"),
        .. Pair(figures, "d", "e", Quantities.Cpu, "CPU of get_user_profile by that of the plain backend call (d/e)"),
    ];

    private static IEnumerable<Ratio> Pair(Figures figures, string left, string right, string quantity, string name, Func<double, double, double>? combine = null) =>
        from one in figures.All
        where one.Key == left
        from other in figures.All
        where other.Key == right && other.Part == one.Part && (other.Case == one.Case || right == "e") && ConnectionsOf(other.Case) == ConnectionsOf(one.Case)
            && VariantOf(one.Server) == VariantOf(other.Server)
            && one.Values.ContainsKey(quantity) && other.Values.ContainsKey(quantity)
        let combined = combine ?? (static (left, right) => left / right)
        let values = one.Values[quantity].Zip(other.Values[quantity], combined).ToArray()
        select new Ratio(name, VariantOf(one.Server) is { Length: > 0 } variant ? $"{one.Case}; {variant}" : one.Case, Statistics.Median(values),
            combined(Statistics.Best(quantity, one.Values[quantity]), Statistics.Best(quantity, other.Values[quantity])), values);

    private static string ConnectionsOf(string @case) => @case.Split(',')[0];

    private static string VariantOf(string server) => server.Split("; ") is [_, var variant] ? variant : "";
}
