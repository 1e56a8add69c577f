using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Guides;

/// <summary>The keys that a chart's values have, with dots between their parts.</summary>
internal static partial class ChartValues
{
    private static readonly string Charts = Repository.PathOf("deploy", "charts");

    /// <summary>The keys of each chart; none where the charts are not there.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> All { get; } = Directory.Exists(Charts)
        ? Directory.GetDirectories(Charts).ToDictionary(static chart => Path.GetFileName(chart), static chart => Keys(File.ReadAllText(Path.Combine(chart, "values.yaml"))))
        : [];

    /// <summary>The keys of a document of YAML in which each has a line of its own.</summary>
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
