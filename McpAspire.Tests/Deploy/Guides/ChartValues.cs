using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Guides;

/// <summary>The keys of a chart's values, such as <c>image.tag</c>.</summary>
internal static partial class ChartValues
{
    /// <summary>The keys of each chart.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> All { get; } =
        Directory.GetDirectories(Repository.PathOf("deploy", "charts")).ToDictionary(
            static chart => Path.GetFileName(chart), static chart => Keys(File.ReadAllText(Path.Combine(chart, "values.yaml"))));

    /// <summary>The keys of a YAML document that has each key on its own line.</summary>
    public static IReadOnlySet<string> Keys(string yaml)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var path = new Stack<(int Indent, string Key)>();
        foreach (var match in Key().Matches(yaml).AsEnumerable())
        {
            var indent = match.Groups["indent"].Length;
            while (path.TryPeek(out var above) && above.Indent >= indent)
            {
                path.Pop();
            }

            path.Push((indent, match.Groups["key"].Value));
            keys.Add(string.Join('.', path.Reverse().Select(static part => part.Key)));
        }

        return keys;
    }

    [GeneratedRegex(@"(?m)^(?<indent> *)(?<key>[A-Za-z][\w-]*):")]
    private static partial Regex Key();
}
