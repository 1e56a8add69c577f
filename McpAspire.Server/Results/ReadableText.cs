using System.Globalization;
using System.Text.RegularExpressions;

namespace McpAspire.Server.Results;

/// <summary>JSON text as models read it: System.Text.Json escapes emoji and other characters beyond U+FFFF with every encoder.</summary>
internal static partial class ReadableText
{
    /// <summary>Replaces escaped surrogate pairs by their character.</summary>
    public static string Of(string json) => json.Contains("\\uD", StringComparison.Ordinal)
        ? SurrogatePair().Replace(json, static pair => $"{pair.Groups[1]}{Unit(pair.Groups[2])}{Unit(pair.Groups[3])}")
        : json;

    private static char Unit(Group digits) => (char)ushort.Parse(digits.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // Backslashes before it are pairs: an escaped backslash begins no escape.
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\u(D[89AB][0-9A-F]{2})\\u(D[C-F][0-9A-F]{2})")]
    private static partial Regex SurrogatePair();
}
