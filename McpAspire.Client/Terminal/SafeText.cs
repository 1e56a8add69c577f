using System.Globalization;
using System.Text;

namespace McpAspire.Client.Terminal;

/// <summary>
/// Makes untrusted text safe for a terminal: removes control characters and characters that change the direction of text.
/// </summary>
internal static class SafeText
{
    /// <summary>Maximum length of a server's text other than results, in UTF-16 units.</summary>
    public const int Limit = 4000;

    /// <summary>One line: replaces line breaks and tabs by spaces, and truncates at <paramref name="limit"/>.</summary>
    public static string Line(string text, int limit = Limit)
    {
        var clean = new StringBuilder(Math.Min(text.Length, limit));
        var pending = false;
        foreach (var character in text)
        {
            if (clean.Length >= limit)
            {
                return clean.Append(" …").ToString();
            }

            if (char.IsWhiteSpace(character))
            {
                pending = clean.Length > 0;
                continue;
            }

            clean.Append(pending ? " " : string.Empty).Append(IsHarmful(character) ? '?' : character);
            pending = false;
        }

        return clean.ToString();
    }

    /// <summary>Several lines: keeps line breaks and tabs.</summary>
    public static string Lines(string text) => string.Create(text.Length, text, static (clean, source) =>
    {
        for (var index = 0; index < source.Length; index++)
        {
            clean[index] = source[index] is var character && IsHarmful(character) && character is not ('\n' or '\t') ? '?' : character;
        }
    });

    /// <summary>JSON: escapes the characters that the encoder leaves unescaped.</summary>
    public static string Json(string json)
    {
        if (!json.Any(IsTurn))
        {
            return json;
        }

        var safe = new StringBuilder(json.Length);
        foreach (var character in json)
        {
            safe.Append(IsTurn(character) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : character.ToString());
        }

        return safe.ToString();
    }

    private static bool IsHarmful(char character) => char.IsControl(character) || IsTurn(character);

    // Marks, embeddings, overrides and isolates of the bidirectional algorithm (Unicode UAX 9).
    private static bool IsTurn(char character) =>
        character is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
