using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Client.Compatibility;

/// <summary>One difference between two contracts.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="Tool">The tool, or the operation of a backend; <see langword="null"/> for the server as a whole.</param>
/// <param name="Property">
/// The property of the tool's input or output, such as <c>items[].id</c>; <see langword="null"/> for the tool as a whole.
/// </param>
/// <param name="Before">What was there; <see langword="null"/> if nothing.</param>
/// <param name="After">What is there now; <see langword="null"/> if nothing.</param>
/// <param name="Hint">What may have happened, such as a new name.</param>
internal sealed record Finding(Rule Rule, string? Tool, string? Property, string? Before, string? After, string? Hint)
{
    private const string InputPrefix = "input.";

    public Finding(string rule, string? tool, string? property, string? before, string? after, string? hint)
        : this(RuleBook.Get(rule), tool, property, before, after, hint)
    {
    }

    /// <summary>A tool's name has no space; an operation of a backend, such as <c>GET /users</c>, has one.</summary>
    private char Joint => Tool!.Contains(' ', StringComparison.Ordinal) ? ' ' : '.';

    /// <summary>What it does to callers, as a sentence that names the tool and the property.</summary>
    public string Consequence => Sentence(static name => name);

    /// <param name="quote">How names, which a server chose, are written.</param>
    public string Sentence(Func<string, string> quote)
    {
        var tool = Tool is null ? "the server" : quote(Tool);
        var property = Property is { Length: > 0 }
            ? quote($"{Tool}{Joint}{Property}")
            : $"the {(Rule.Id.StartsWith(InputPrefix, StringComparison.Ordinal) ? "arguments" : "result")} of {tool}";
        return string.Join(
            property, Rule.Consequence.Split("{property}").Select(part => part.Replace("{tool}", tool, StringComparison.Ordinal)));
    }
}
