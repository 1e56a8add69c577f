namespace McpAspire.Client.Terminal;

/// <summary>Finds the name that somebody meant.</summary>
internal static class Suggestion
{
    /// <summary>Longer words are not compared: none of our names is, and the work grows with the square.</summary>
    private const int LongestWord = 64;

    /// <returns>The name that is nearest to <paramref name="word"/>; <see langword="null"/> if none differs from it in at most a third of its letters.</returns>
    public static string? For(string word, IEnumerable<string> names)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        var near = names
            .Where(static name => name.Length <= LongestWord)
            .Select(name => (Name: name, Distance: Distance(Plain(word), Plain(name))))
            .Where(candidate => candidate.Distance <= Math.Max(1, word.Length / 3))
            .OrderBy(static candidate => candidate.Distance)
            .Take(1)
            .ToList();
        return near is [var nearest] ? nearest.Name : null;
    }

    /// <summary>What something that is gone may be called now.</summary>
    /// <param name="name">What it was called.</param>
    /// <param name="added">What there was not before, and whether it is the same but for its name.</param>
    /// <returns>A hint: the only one that is the same, else one with a name like it; <see langword="null"/> if there is neither.</returns>
    public static string? Rename(string name, IReadOnlyList<(string Name, bool IsSame)> added)
    {
        var same = added.Where(static other => other.IsSame).ToList();
        var likely = same is [var only] ? only.Name : For(name, added.Select(static other => other.Name));
        return likely is null ? null : $"maybe renamed to {likely}";
    }

    private static string Plain(string name) => name.TrimStart('-').Replace('_', '-').ToUpperInvariant();

    // Levenshtein, one row at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
