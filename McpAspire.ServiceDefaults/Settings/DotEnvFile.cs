namespace McpAspire.ServiceDefaults.Settings;

/// <summary>
/// Reads a <c>.env</c> file: <c>NAME=value</c> lines, <c>#</c> comments, an optional <c>export</c>, optional quotes around a value.
/// </summary>
internal static class DotEnvFile
{
    private const string FileName = ".env";

    /// <summary>
    /// The file in <paramref name="contentRoot"/> or in the current directory; else, if that is a project's, the one above it, because
    /// <c>dotnet run</c> starts a Web project in its own directory.
    /// </summary>
    public static string? Find(string contentRoot)
    {
        var current = Directory.GetCurrentDirectory();
        var above = Directory.EnumerateFiles(current, "*.csproj").Any() ? Path.GetDirectoryName(current) : null;
        string?[] directories = [contentRoot, current, above];
        return directories.OfType<string>().Select(static directory => Path.Combine(directory, FileName)).FirstOrDefault(File.Exists);
    }

    /// <exception cref="FormatException">
    /// A line is neither blank, a comment nor <c>NAME=value</c>; the message names the file and the line's number, not its text.
    /// </exception>
    public static Dictionary<string, string?> Read(string path)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var raw in File.ReadLines(path))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            line = line.StartsWith("export ", StringComparison.Ordinal) ? line[7..] : line;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException($"{path}, line {number}: expected NAME=value.");
            }

            // Two underscores separate the parts of a key, as in environment variables.
            var name = line[..equals].TrimEnd().Replace("__", ":", StringComparison.Ordinal);
            values[name] = Unquote(line[(equals + 1)..]);
        }

        return values;
    }

    private static string Unquote(string text)
    {
        var value = text.TrimStart();
        if (value.Length > 0 && value[0] is '"' or '\'')
        {
            var end = value.IndexOf(value[0], 1);
            return end > 0 ? value[1..end] : value;
        }

        var comment = text.Replace('\t', ' ').IndexOf(" #", StringComparison.Ordinal);
        return (comment >= 0 ? text[..comment] : text).Trim();
    }
}
