using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.Server.Errors;

/// <summary>One argument that breaks one rule.</summary>
/// <param name="Field">The argument's name on the wire; of a member within it, the names on the way, joined by dots. What is beyond 128 bytes of its JSON is cut.</param>
/// <param name="Rule">The keyword of the tool's input schema that it breaks (<c>required</c>, <c>type</c>, <c>maximum</c>, …), or what the backend found: <c>column</c>, <c>type</c>, <c>operator</c>, <c>size</c>, <c>reference</c>, <c>backend</c>.</param>
/// <param name="Message">The rule in words. Never the argument's value.</param>
internal sealed record ArgumentError(string Field, string Rule, string Message)
{
    /// <summary>How many of them one tool error has at the most: enough to help, and with the limits below less than 8 KiB, whatever a caller sends.</summary>
    public const int Most = 20;

    private const int MostInSentence = 5;

    private const int LongestName = 128;

    [JsonPropertyOrder(-1)]
    public string Field { get; } = Shorten(Field);

    /// <summary>The first of them in one sentence.</summary>
    public static string Describe(IReadOnlyCollection<ArgumentError> errors)
    {
        var first = string.Join("; ", errors.Take(MostInSentence).Select(static error => $"{error.Field} {error.Message}"));
        return $"Validation failed: {first}{(errors.Count > MostInSentence ? "; and more" : string.Empty)}.";
    }

    private static string Shorten(string name)
    {
        var (characters, bytes) = (0, 0);
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += JsonEncodedText.Encode(rune.ToString()).EncodedUtf8Bytes.Length;
            if (bytes > LongestName)
            {
                return $"{name[..characters]}…";
            }

            characters += rune.Utf16SequenceLength;
        }

        return name;
    }
}
