namespace McpAspire.Bench.Report;

/// <summary>Everything that was measured, in the order in which it was first measured.</summary>
internal sealed class Figures
{
    private readonly List<Figure> _all = [];

    public IReadOnlyList<Figure> All => _all;

    /// <summary>Adds what one repetition has given.</summary>
    /// <param name="part">The part of the run.</param>
    /// <param name="server">Who.</param>
    /// <param name="key">The server's letter.</param>
    /// <param name="case">Under which conditions.</param>
    /// <param name="values">A value for each quantity, whose name tells its unit.</param>
    public void Add(string part, string server, string key, string @case, params ReadOnlySpan<(string Quantity, double Value)> values)
    {
        var figure = _all.Find(figure => figure.Part == part && figure.Server == server && figure.Case == @case);
        if (figure is null)
        {
            figure = new(part, server, key, @case, []);
            _all.Add(figure);
        }

        foreach (var (quantity, value) in values)
        {
            if (!figure.Values.TryGetValue(quantity, out var repetitions))
            {
                figure.Values.Add(quantity, repetitions = []);
            }

            repetitions.Add(value);
        }
    }
}
