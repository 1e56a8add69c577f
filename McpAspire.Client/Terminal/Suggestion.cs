namespace McpAspire.Client.Terminal;

/// <summary>Suggests the most similar name.</summary>
internal static class Suggestion
{
    /// <summary>Longer words are not compared, because the work is quadratic.</summary>
    private const int MaxWord = 64;

    /// <returns>
    /// The most similar name; <see langword="null"/> if all differ in more than a third of the letters of <paramref name="word"/>.
    /// </returns>
    public static string? For(string word, IEnumerable<string> names)
    {
        if (word.Length > MaxWord)
        {
            return null;
        }

        return names
            .Where(static name => name.Length <= MaxWord)
            .Select(name => (Name: (string?)name, Distance: Distance(Plain(word), Plain(name))))
            .Where(candidate => candidate.Distance <= Math.Max(1, word.Length / 3))
            .OrderBy(static candidate => candidate.Distance)
            .FirstOrDefault().Name;
    }

    /// <summary>Suggests the new name of a missing item.</summary>
    /// <param name="name">The old name.</param>
    /// <param name="added">The new names, and whether only the name differs.</param>
    /// <returns>
    /// A hint with the only item that is otherwise the same, else with the most similar name; <see langword="null"/> if there is neither.
    /// </returns>
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
