using System.Text.RegularExpressions;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Finds Entra's error code. For errors of MSAL, the code is in an inner exception.</summary>
internal static partial class AadstsCode
{
    public static string? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (Find(exception.Message) is { } code)
            {
                return code;
            }
        }

        return null;
    }

    public static string? Find(string text) => Pattern().Match(text) is { Success: true } match ? match.Value : null;

    [GeneratedRegex("AADSTS[0-9]{4,8}", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
