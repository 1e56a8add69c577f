using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Guides;

/// <summary>A parsed Markdown file of the repository.</summary>
internal sealed partial class MarkdownDocument
{
    private MarkdownDocument(string path)
    {
        Path = path;
        var prose = new List<string>();
        List<string>? block = null;
        var language = string.Empty;
        foreach (var line in File.ReadLines(Repository.PathOf(path.Split('/'))))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                (block ?? prose).Add(line);
            }
            else if (block is null)
            {
                (block, language) = ([], line[3..]);
            }
            else
            {
                Blocks.Add((language, string.Join('\n', block)));
                block = null;
            }
        }

        Prose = string.Join('\n', prose);
        Headings = [.. prose.Where(static line => line.StartsWith('#')).Select(static line => line.TrimStart('#').Trim())];
    }

    /// <summary>All Markdown files of the repository.</summary>
    public static IReadOnlyList<MarkdownDocument> All { get; } =
    [
        .. Directory.EnumerateFiles(
            Repository.Root, "*.md", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System })
            .Select(static path => System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(static path => !BuildOutput().IsMatch(path))
            .Order(StringComparer.Ordinal)
            .Select(static path => new MarkdownDocument(path)),
    ];

    /// <summary>README.md and CONTRIBUTING.md of the root, the guides, and the READMEs of the projects.</summary>
    public static IEnumerable<MarkdownDocument> Guides => All.Where(static document => GuidePath().IsMatch(document.Path));

    /// <summary>Relative to the root, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>The text outside code blocks.</summary>
    public string Prose { get; }

    public IReadOnlyList<string> Headings { get; }

    public List<(string Language, string Text)> Blocks { get; } = [];

    /// <summary>The code spans of the text.</summary>
    public IEnumerable<string> Spans => Span().Matches(Prose).Select(static match => match.Groups[1].Value);

    /// <summary>The commands of shell blocks.</summary>
    public IEnumerable<string> FencedCommands =>
        Blocks.Where(static block => block.Language is "bash" or "sh").SelectMany(static block => Join(block.Text.Split('\n')));

    /// <summary>The commands of shell blocks and of the text.</summary>
    public IEnumerable<string> Commands =>
    [
        .. FencedCommands,
        .. Spans.Where(static span => CommandSpan().IsMatch(span)),
    ];

    public IEnumerable<string> Links => Link().Matches(Span().Replace(Prose, "`x`")).Select(static match => match.Groups[1].Value);

    /// <summary>Splits shell lines into commands: joins continued lines and multi-line quotations.</summary>
    public static IEnumerable<string> Join(IEnumerable<string> lines)
    {
        var command = string.Empty;
        foreach (var line in lines)
        {
            command += line.EndsWith('\\') ? line[..^1].TrimEnd() + ' ' : line;
            if (line.EndsWith('\\') || command.Count(static character => character == '\'') % 2 == 1)
            {
                command = command.TrimEnd() + ' ';
                continue;
            }

            if (command.Length > 0 && !command.StartsWith('#'))
            {
                yield return Blanks().Replace(command, " ");
            }

            command = string.Empty;
        }
    }

    public override string ToString() => Path;

    [GeneratedRegex("(^|/)(artifacts|node_modules|bin|obj|TestResults)/")]
    private static partial Regex BuildOutput();

    [GeneratedRegex(@"^((README|CONTRIBUTING)\.md|docs/(runbooks/)?[^/]+\.md|McpAspire\.\w+/README\.md|deploy/.*\.md)$")]
    private static partial Regex GuidePath();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"^(\w+=\S+ )*(az|bash|curl|deploy/\S+\.sh|dotnet|helm|kubectl|node|npm|npx) \S")]
    private static partial Regex CommandSpan();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
