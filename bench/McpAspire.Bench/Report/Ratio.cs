namespace McpAspire.Bench.Report;

/// <summary>A quantity of one server relative to the same of another one, which had its turn in the same round.</summary>
/// <param name="Id">The two servers and the quantity.</param>
/// <param name="Case">The conditions.</param>
/// <param name="Median">The median of the rounds.</param>
/// <param name="Best">The best round of each server, which other load on the machine disturbs least.</param>
/// <param name="Values">The ratio in each round.</param>
internal sealed record Ratio(string Id, string Case, double Median, double Best, IReadOnlyList<double> Values)
{
    public const string PipelineCpu = "CPU, pipeline ÷ SDK (c/b)";
    public const string PipelineRate = "calls/s, pipeline ÷ SDK (c/b)";
    public const string PipelineBytes = "bytes, pipeline − SDK (c−b)";
    public const string UserRate = "calls/s, get_user_profile ÷ plain route (d/e)";
    public const string UserCpu = "CPU, get_user_profile ÷ plain route (d/e)";
    public const string SampleRate = "calls/s, get_user_profile ÷ server of the samples (d/h)";
    public const string SampleCpu = "CPU, get_user_profile ÷ server of the samples (d/h)";
    public const string TypeScriptRate = "calls/s, pipeline ÷ TypeScript SDK (c/f)";
    public const string FastMcpRate = "calls/s, pipeline ÷ fastmcp (c/g)";

    private const string PlainRoute = "e";

    private static readonly (string Id, string Left, string Right, string Quantity)[] Pairs =
    [
        (PipelineCpu, "c", "b", Quantities.Cpu),
        (PipelineRate, "c", "b", Quantities.Rate),
        (PipelineBytes, "c", "b", Quantities.Bytes),
        (UserRate, "d", PlainRoute, Quantities.Rate),
        (UserCpu, "d", PlainRoute, Quantities.Cpu),
        (SampleRate, "d", "h", Quantities.Rate),
        (SampleCpu, "d", "h", Quantities.Cpu),
        (TypeScriptRate, "c", "f", Quantities.Rate),
        (FastMcpRate, "c", "g", Quantities.Rate),
    ];

    public static IReadOnlyList<Ratio> Of(Figures figures) =>
    [
        .. from pair in Pairs
           from left in figures.All
           where left.Key == pair.Left && left.Values.ContainsKey(pair.Quantity)
           from right in figures.All
           where right.Key == pair.Right && right.Values.ContainsKey(pair.Quantity) && IsSameCase(left, right)
           let combine = (Func<double, double, double>)(pair.Id == PipelineBytes ? Subtract : Divide)
           let values = left.Values[pair.Quantity].Zip(right.Values[pair.Quantity], combine).ToArray()
           let best = combine(BestOf(pair.Quantity, left.Values[pair.Quantity]), BestOf(pair.Quantity, right.Values[pair.Quantity]))
           select new Ratio(pair.Id, $"{left.Case}{VariantOf(left)}", Figures.MedianOf(values), best, values),
    ];

    /// <summary>The plain route knows no protocol revision, so only the number of connections has to be the same.</summary>
    private static bool IsSameCase(Figure left, Figure right) =>
        left.Part == right.Part && (VariantOf(left) == VariantOf(right) || VariantOf(right).Length == 0)
        && (left.Case == right.Case || (right.Key == PlainRoute && left.Case.StartsWith($"{right.Case},", StringComparison.Ordinal)));

    private static string VariantOf(Figure figure) =>
        figure.Subject.IndexOf(';', StringComparison.Ordinal) is >= 0 and var at ? figure.Subject[at..] : "";

    private static double Subtract(double left, double right) => left - right;

    private static double Divide(double left, double right) => left / right;

    private static double BestOf(string quantity, List<double> values) => quantity == Quantities.Rate ? values.Max() : values.Min();
}
