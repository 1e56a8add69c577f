using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.Server.Calls;

/// <summary>One argument that violates one rule.</summary>
/// <param name="Field">The argument's name on the wire; for a nested member, the path with dots. Truncated at 128 bytes of JSON.</param>
/// <param name="Rule">
/// The keyword of the tool's input schema (<c>required</c>, <c>type</c>, <c>maximum</c>, …), or the backend's finding: <c>column</c>,
/// <c>type</c>, <c>operator</c>, <c>size</c>, <c>reference</c>, <c>backend</c>.
/// </param>
/// <param name="Message">The rule in words. Never contains the argument's value.</param>
internal sealed record ArgumentError(string Field, string Rule, string Message)
{
    /// <summary>Maximum number of errors in one tool error: with the limits below, it is always smaller than 8 KiB.</summary>
    public const int MaxErrors = 20;

    private const int MaxInSentence = 5;

    private const int MaxNameBytes = 128;

    [JsonPropertyOrder(-1)]
    public string Field { get; } = Shorten(Field);

    /// <summary>An argument that the tool does not have.</summary>
    public static ArgumentError Unknown(string name, IEnumerable<string> known) =>
        new(name, "additionalProperties", $"is not an argument of this tool; its arguments are {string.Join(", ", known)}");

    /// <summary>Combines the first errors in one sentence.</summary>
    public static string Describe(IReadOnlyCollection<ArgumentError> errors)
    {
        var first = string.Join("; ", errors.Take(MaxInSentence).Select(static error => $"{error.Field} {error.Message}"));
        return $"Validation failed: {first}{(errors.Count > MaxInSentence ? "; and more" : string.Empty)}.";
    }

    private static string Shorten(string name)
    {
        var (characters, bytes) = (0, 0);
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += JsonEncodedText.Encode(rune.ToString()).EncodedUtf8Bytes.Length;
            if (bytes > MaxNameBytes)
            {
                return $"{name[..characters]}…";
            }

            characters += rune.Utf16SequenceLength;
        }

        return name;
    }
}
