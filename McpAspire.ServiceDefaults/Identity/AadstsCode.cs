using System.Text.RegularExpressions;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Finds Entra's error code. Azure.Identity leaves its own message empty for errors of MSAL: the code is in an inner exception.</summary>
internal static partial class AadstsCode
{
    public static string? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (Pattern().Match(exception.Message) is { Success: true } match)
            {
                return match.Value;
            }
        }

        return null;
    }

    [GeneratedRegex("AADSTS[0-9]{4,8}", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
