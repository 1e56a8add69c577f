using McpAspire.Client.Compatibility.Rules;

namespace McpAspire.Client.Compatibility;

/// <summary>One difference between two contracts.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="Tool">The tool, or the operation of a backend; <see langword="null"/> for the server as a whole.</param>
/// <param name="Property">
/// The property of the tool's input or output, such as <c>items[].id</c>; <see langword="null"/> for the tool as a whole.
/// </param>
/// <param name="Before">The old value; <see langword="null"/> if there was none.</param>
/// <param name="After">The new value; <see langword="null"/> if there is none.</param>
/// <param name="Hint">A likely explanation, such as a new name.</param>
internal sealed record Finding(Rule Rule, string? Tool, string? Property, string? Before, string? After, string? Hint)
{
    private const string InputPrefix = "input.";

    public Finding(string rule, string? tool, string? property, string? before, string? after, string? hint)
        : this(RuleBook.Get(rule), tool, property, before, after, hint)
    {
    }

    /// <summary>A tool's name has no space; an operation of a backend, such as <c>GET /users</c>, has one.</summary>
    private char Joint => Tool!.Contains(' ', StringComparison.Ordinal) ? ' ' : '.';

    /// <summary>The effect on callers, as a sentence with the tool and the property.</summary>
    public string Consequence => Sentence(static name => name);

    /// <param name="quote">Quotes names, which the server chose.</param>
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
