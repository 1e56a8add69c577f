using System.Text.RegularExpressions;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Scopes of Azure's management plane, in every cloud and notation.</summary>
internal static partial class ManagementPlane
{
    /// <summary>The application id of Windows Azure Service Management API, the same in every cloud.</summary>
    private const string ApplicationId = "797f4846ba004fd7ba43dac1f8f63013";

    public static bool IsNamedBy(string scope)
    {
        var text = Uri.UnescapeDataString(scope);
        return text.Replace("-", string.Empty, StringComparison.Ordinal).Contains(ApplicationId, StringComparison.OrdinalIgnoreCase)
            || Host().IsMatch(text);
    }

    /// <summary>
    /// Hosts of Resource Manager and of its predecessor: public, US Government, China, Germany, the European sovereign clouds, air-gapped
    /// clouds and Azure Stack.
    /// </summary>
    [GeneratedRegex(
        @"(?<![\w-])management\.(?:[\w-]+\.)*(?:azure\.com|azure\.us|azure\.cn|azure\.net|windows\.net|usgovcloudapi\.net|"
        + @"chinacloudapi\.cn|cloudapi\.de|microsoftazure\.de|sovcloud-api\.(?:fr|de|sg)|sovcloud\.\w+|eaglex\.ic\.gov|"
        + @"microsoft\.scloud|microsoftazure\.us|azurestack\.\w+)(?!\.?[\w-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
