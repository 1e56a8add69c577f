using McpAspire.ScaleModel.Measured;
using McpAspire.ScaleModel.Tables;

namespace McpAspire.ScaleModel;

/// <summary>A document with tables of the model, each between two comments.</summary>
internal static class Document
{
    private const string End = "<!-- end -->";

    private static readonly (string Name, Func<Figures, IEnumerable<string>> Lines)[] Tables =
    [
        ("measured", InputTable.Of), ("pods", PodTable.Of), ("scenarios", ScenarioTables.Of), ("memory", MemoryTables.Of), ("limits", LimitTable.Of),
    ];

    /// <summary>All tables, with their comments.</summary>
    public static string Print(Figures figures) => string.Join("\n\n", Tables.Select(table => Block(table.Name, table.Lines(figures)))) + "\n";

    /// <summary>The text with its tables made anew.</summary>
    /// <exception cref="InvalidDataException">A table has no place in the text.</exception>
    public static string Update(string text, Figures figures)
    {
        foreach (var (name, lines) in Tables)
        {
            var start = text.IndexOf(Begin(name), StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.Ordinal);
            text = end < 0 ? throw new InvalidDataException($"There is no {Begin(name)} with {End} after it.") : text[..start] + Block(name, lines(figures)) + text[(end + End.Length)..];
        }

        return text;
    }

    private static string Begin(string name) => $"<!-- model: {name} -->";

    private static string Block(string name, IEnumerable<string> lines) => $"{Begin(name)}\n\n{string.Join('\n', lines)}\n\n{End}";
}
