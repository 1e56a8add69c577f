namespace McpAspire.Bench;

/// <summary>A way to run the same program, to be compared with the way that the project sets.</summary>
/// <param name="Name">What the report calls it; empty for the project's own.</param>
/// <param name="Environment">The variables that it is given.</param>
/// <param name="Folder">Where else the product's server is; <see langword="null"/> for the build.</param>
internal sealed record Variant(string Name, IReadOnlyList<(string Name, string Value)> Environment, string? Folder = null)
{
    private const string Path = "path";

    public static Variant None { get; } = new("", []);

    /// <param name="text"><c>name:VARIABLE=value,VARIABLE=value</c>.</param>
    /// <exception cref="FormatException">It is not of this form.</exception>
    public static Variant Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (name, rest) = Halves(text, ':');
        var assigned = rest.Split(',').Select(static item => Halves(item, '=')).ToArray();
        return new(name, [.. assigned.Where(static item => item.Left != Path).Select(static item => (item.Left, item.Right))], assigned.FirstOrDefault(static item => item.Left == Path).Right);
    }

    private static (string Left, string Right) Halves(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is > 0 and var at ? (text[..at], text[(at + 1)..]) : throw new FormatException($"{text} has no {separator}.");
}
