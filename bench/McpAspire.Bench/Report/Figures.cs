namespace McpAspire.Bench.Report;

/// <summary>The measurements of one subject under the same conditions.</summary>
/// <param name="Part">The part of the run, mostly the verb.</param>
/// <param name="Key">The server's letter; empty for other subjects.</param>
/// <param name="Subject">What was measured.</param>
/// <param name="Case">Under which conditions.</param>
/// <param name="Values">By quantity, the value of each round.</param>
internal sealed record Figure(string Part, string Key, string Subject, string Case, Dictionary<string, List<double>> Values);

/// <summary>All measurements, in the order in which they were first made.</summary>
internal sealed class Figures
{
    private readonly List<Figure> _all = [];

    public IReadOnlyList<Figure> All => _all;

    /// <summary>Adds the values of one round; the name of a quantity includes its unit.</summary>
    public void Add(string part, string key, string subject, string @case, params ReadOnlySpan<(string Quantity, double Value)> values)
    {
        var figure = _all.Find(figure => figure.Part == part && figure.Subject == subject && figure.Case == @case);
        if (figure is null)
        {
            figure = new(part, key, subject, @case, []);
            _all.Add(figure);
        }

        foreach (var (quantity, value) in values)
        {
            if (!figure.Values.TryGetValue(quantity, out var rounds))
            {
                figure.Values.Add(quantity, rounds = []);
            }

            rounds.Add(value);
        }
    }

    /// <summary>The median of a quantity in the last case that matches; <see langword="null"/> if it was not measured.</summary>
    /// <param name="part">The part of the run.</param>
    /// <param name="subject">The server's letter, or the subject.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="case">The beginning of the case.</param>
    public double? Median(string part, string subject, string quantity, string @case = "") =>
        _all.LastOrDefault(figure => figure.Part == part && (figure.Key == subject || figure.Subject == subject)
            && figure.Case.StartsWith(@case, StringComparison.Ordinal) && figure.Values.ContainsKey(quantity)) is { } found
            ? MedianOf(found.Values[quantity])
            : null;

    public static double MedianOf(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
