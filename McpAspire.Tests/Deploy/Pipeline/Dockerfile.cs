using System.Text.RegularExpressions;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>The instructions of a Dockerfile, with the defaults of its ARGs.</summary>
internal sealed partial class Dockerfile
{
    private readonly Dictionary<string, string> _defaults = new(StringComparer.Ordinal);

    public Dockerfile(string text)
    {
        var stage = -1;
        foreach (var line in Continuation().Replace(Comment().Replace(text, string.Empty), " ")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
            var (keyword, arguments) = (parts[0], Spaces().Replace(parts.ElementAtOrDefault(1) ?? string.Empty, " "));
            if (keyword == "ARG" && arguments.Split('=', 2) is [var name, var value])
            {
                _defaults.TryAdd(name, value);
            }

            stage += keyword == "FROM" ? 1 : 0;
            Instructions.Add(new(stage, keyword, keyword is "FROM" or "ENV" or "EXPOSE" or "USER" ? Substitute(arguments) : arguments));
        }
    }

    public List<Instruction> Instructions { get; } = [];

    /// <summary>The images that the stages start from.</summary>
    public IEnumerable<string> Bases => Instructions.Where(static instruction => instruction.Keyword == "FROM")
        .Select(static from => from.Arguments.Split(' ').First(static word => !word.StartsWith("--", StringComparison.Ordinal)));

    /// <summary>The instructions of the last stage, which becomes the image.</summary>
    public IEnumerable<Instruction> Final => Instructions.Where(instruction => instruction.Stage == Instructions[^1].Stage);

    /// <summary>The paths copied from the context, not from another stage.</summary>
    public IEnumerable<string> Copied => Instructions
        .Where(static instruction => instruction.Keyword == "COPY" && !instruction.Arguments.Contains("--from=", StringComparison.Ordinal))
        .SelectMany(static copy => copy.Arguments.Split(' ')[..^1]);

    /// <summary>The pairs of all instructions of one kind, such as ENV, in some stages.</summary>
    public static IReadOnlyDictionary<string, string> Pairs(IEnumerable<Instruction> instructions, string keyword) => instructions
        .Where(instruction => instruction.Keyword == keyword)
        .SelectMany(static instruction => Pair().Matches(instruction.Arguments))
        .ToDictionary(static pair => pair.Groups["name"].Value, static pair => pair.Groups["value"].Value.Trim('"'));

    public string? Last(string keyword) => Final.LastOrDefault(instruction => instruction.Keyword == keyword)?.Arguments;

    private string Substitute(string text) =>
        Variable().Replace(text, match => _defaults.GetValueOrDefault(match.Groups[1].Value, match.Value));

    [GeneratedRegex(@"^\s*#.*$\n?", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\\\n")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Variable();

    [GeneratedRegex("""(?<name>[\w.]+)=(?<value>"[^"]*"|\S*)""")]
    private static partial Regex Pair();

    /// <summary>One instruction.</summary>
    /// <param name="Stage">Its stage, from 0; -1 before the first.</param>
    /// <param name="Keyword">Such as <c>COPY</c>.</param>
    /// <param name="Arguments">Its arguments, on one line.</param>
    internal sealed record Instruction(int Stage, string Keyword, string Arguments);
}
