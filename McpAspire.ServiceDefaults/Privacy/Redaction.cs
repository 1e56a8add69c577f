using System.Buffers;
using System.Text.RegularExpressions;

namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>The last line of defense for untrusted text: removes anything that looks like a token or an e-mail address.</summary>
internal static partial class Redaction
{
    private const string Token = "[token]";

    private const string Email = "[email]";

    /// <summary>A text without any of these characters needs no further inspection.</summary>
    private static readonly SearchValues<string> Signs = SearchValues.Create(["eyJ", "@"], StringComparison.Ordinal);

    /// <returns><paramref name="text"/> itself if there is nothing to remove.</returns>
    public static string Scrub(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs))
        {
            return text;
        }

        return EmailPattern().Replace(TokenPattern().Replace(text, Token), Email);
    }

    /// <summary>
    /// Keeps only the first segment of a path, because the following ones may be ids, and removes the query and fragment.
    /// </summary>
    /// <param name="address">A path, or an absolute URL.</param>
    public static string MaskPath(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? 0 : address.IndexOf('/', scheme + 3);
        if (path < 0)
        {
            return CutQuery(address);
        }

        var second = address.IndexOf('/', Math.Min(path + 1, address.Length));
        var query = address.AsSpan(path).IndexOfAny('?', '#');
        return second > 0 && (query < 0 || second < path + query) && second + 1 < address.Length
            ? $"{address.AsSpan(0, second)}/*"
            : CutQuery(address);
    }

    private static string CutQuery(string address) => address.AsSpan().IndexOfAny('?', '#') is >= 0 and var at ? address[..at] : address;

    /// <summary>The first two parts of a JWT, and the optional signature or parts of an encrypted token.</summary>
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{2,}(?:\.[A-Za-z0-9_-]*){0,3}", RegexOptions.CultureInvariant)]
    private static partial Regex TokenPattern();

    [GeneratedRegex(@"[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,63}", RegexOptions.CultureInvariant)]
    private static partial Regex EmailPattern();
}
