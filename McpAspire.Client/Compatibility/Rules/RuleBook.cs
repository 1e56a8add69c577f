namespace McpAspire.Client.Compatibility.Rules;

/// <summary>
/// All rules, from the embedded <c>rules.txt</c>: one a line, as <c>id | grade | summary | consequence</c>. A test compares
/// docs/CONTRACT_REFERENCE.md with it.
/// </summary>
internal static class RuleBook
{
    private const string Resource = "rules.txt";

    public static IReadOnlyList<Rule> All { get; } = [.. Read()];

    private static readonly Dictionary<string, Rule> ById = All.ToDictionary(static rule => rule.Id, StringComparer.Ordinal);

    public static Rule Get(string id) => ById[id];

    private static IEnumerable<Rule> Read()
    {
        using var stream = typeof(RuleBook).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(" | ");
            yield return new(cells[0], Enum.Parse<Grade>(cells[1], ignoreCase: true), cells[2], cells[3]);
        }
    }
}
