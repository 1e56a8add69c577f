namespace McpAspire.Tests.Packages;

/// <summary>A line of a list that describes a type itself: its name, its kind, and what it derives from or implements.</summary>
internal sealed record TypeLine(string Name, string Kind, IReadOnlyList<string> Bases)
{
    private static readonly string[] Kinds = ["interface", "enum", "struct", "static class", "abstract class", "sealed class", "class"];

    public static bool IsOne(string line) => line.Split(" : ") is [_, var kind, ..] && Kinds.Contains(kind);

    public static TypeLine Parse(string line)
    {
        var parts = line.Split(" : ", 3);
        return new TypeLine(parts[0], parts[1], parts.Length > 2 ? SplitOutsideBrackets(parts[2]) : []);
    }

    /// <summary>Whether this type, of a stand-in, is of the same kind as the real one and promises no base that the real one has not.</summary>
    public bool CanStandFor(TypeLine real) => Kind == real.Kind && Bases.All(real.Bases.Contains);

    // "A<B, C>, D" is two types.
    private static List<string> SplitOutsideBrackets(string types)
    {
        List<string> result = [];
        var (depth, start) = (0, 0);
        for (var index = 0; index < types.Length; index++)
        {
            depth += types[index] switch { '<' => 1, '>' => -1, _ => 0 };
            if (types[index] == ',' && depth == 0)
            {
                result.Add(types[start..index].Trim());
                start = index + 1;
            }
        }

        result.Add(types[start..].Trim());
        return result;
    }
}
