namespace McpAspire.Bench.Servers;

/// <summary>Another way to run the same program, for comparison in the same run.</summary>
/// <param name="Name">Its name in the report; empty for the project's own settings.</param>
/// <param name="Environment">Environment variables.</param>
/// <param name="Folder">Where the product's server was published; <see langword="null"/> for the build.</param>
internal sealed record Variant(string Name, IReadOnlyList<(string Name, string Value)> Environment, string? Folder = null)
{
    private const string Path = "path";

    public static Variant None { get; } = new("", []);

    /// <param name="text"><c>name:VARIABLE=value,VARIABLE=value</c>; <c>path=folder</c> runs a published server.</param>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static Variant Parse(string text)
    {
        var (name, rest) = Split(text, ':');
        var assignments = rest.Split(',').Select(static item => Split(item, '=')).ToArray();
        return new(
            name,
            [.. assignments.Where(static item => item.Left != Path).Select(static item => (item.Left, item.Right))],
            assignments.FirstOrDefault(static item => item.Left == Path).Right);
    }

    private static (string Left, string Right) Split(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is > 0 and var at
        ? (text[..at], text[(at + 1)..])
        : throw new FormatException($"'{text}' has no '{separator}'.");
}
