using System.Globalization;
using System.Text;
using McpAspire.Server.Calls;

namespace McpAspire.Server.Tools;

/// <summary>Rejects invisible characters that change how a terminal or a list displays a text.</summary>
internal static class PrintableText
{
    /// <summary>Format characters in words and emoji: zero-width non-joiner and joiner.</summary>
    private static readonly Rune[] Joiners = [new(0x200C), new(0x200D)];

    /// <summary>Letters and symbols without a visible glyph: Hangul fillers and the blank Braille pattern.</summary>
    private static readonly Rune[] Blanks = [new(0x115F), new(0x1160), new(0x3164), new(0xFFA0), new(0x2800)];

    /// <summary>They reverse the displayed text. The other directional characters occur in pasted names and telephone numbers.</summary>
    private static readonly Rune[] Overrides = [new(0x202D), new(0x202E)];

    /// <exception cref="ToolArgumentException"><paramref name="text"/> is not one line of printable text.</exception>
    public static void CheckLine(string name, string text)
    {
        if (text.EnumerateRunes().Any(static rune => IsControl(rune) || IsLineEnd(rune) || IsHiddenFormat(rune)))
        {
            throw new ToolArgumentException(
                new(name, "format", "must be one line of printable text, without line breaks or control characters"));
        }

        CheckInk(name, text);
    }

    /// <exception cref="ToolArgumentException"><paramref name="text"/> has control characters other than line breaks and tabs.</exception>
    public static void CheckLines(string name, string text)
    {
        if (text.EnumerateRunes().Any(static rune =>
            (IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t')) || Overrides.Contains(rune)))
        {
            throw new ToolArgumentException(new(name, "format", "must not contain control characters other than line breaks and tabs"));
        }

        CheckInk(name, text);
    }

    private static void CheckInk(string name, string text)
    {
        if (text.EnumerateRunes().All(static rune => Rune.IsWhiteSpace(rune) || Blanks.Contains(rune) || IsAttached(rune)))
        {
            throw new ToolArgumentException(new(name, "format", "must not be blank"));
        }
    }

    /// <summary>Marks and format characters are visible only together with others.</summary>
    private static bool IsAttached(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool IsControl(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control;

    private static bool IsLineEnd(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsHiddenFormat(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format && !Joiners.Contains(rune);
}
