using System.Text.RegularExpressions;

namespace McpAspire.Testing;

/// <summary>
/// The tools and permissions in the table of docs/TOOLS.md. A test compares it with the server, so that others need no list of their own.
/// </summary>
internal static partial class DocumentedTools
{
    public static IReadOnlyDictionary<string, string> Permissions { get; } = File.ReadLines(Repository.PathOf("docs", "TOOLS.md"))
        .Select(static line => Row().Match(line))
        .Where(static row => row.Success)
        .ToDictionary(static row => row.Groups["tool"].Value, static row => row.Groups["permission"].Value, StringComparer.Ordinal);

    /// <summary>In alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Permissions.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The tools of a caller with these permissions, in alphabetical order.</summary>
    public static IReadOnlyList<string> With(params IReadOnlyList<string> permissions) =>
        [.. Names.Where(tool => permissions.Contains(Permissions[tool]))];

    [GeneratedRegex(@"^\| `(?<tool>\w+)` \|.*\| `(?<permission>[A-Za-z.]+)` \|$")]
    private static partial Regex Row();
}
