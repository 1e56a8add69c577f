using System.Text.RegularExpressions;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Compares the claims of the service account's token with those that a federated credential requires.</summary>
internal static partial class AssertionCheck
{
    /// <summary>The prefix of the audience in every cloud.</summary>
    private const string ExchangeAudience = "api://AzureADTokenExchange";

    /// <summary>
    /// The audience of identity bindings: only the cluster's token proxy accepts it, which Azure.Identity 1.21 does not use.
    /// </summary>
    private const string BindingAudience = "api://AKSIdentityBinding";

    private const string Fix = "Use the token that the webhook projects for the pod's service account, and create a federated credential "
        + "of the identity with the same issuer, subject and audience: `az identity federated-credential create`.";

    public static DoctorCheck Run(JwtClaims? token, DoctorArguments expected)
    {
        if (token is null)
        {
            return DoctorCheck.Skip(CheckNames.Assertion, "there is no token to read");
        }

        var wrong = Wrong(token, expected).ToArray();
        var check = wrong.Length == 0
            ? DoctorCheck.Pass(CheckNames.Assertion, "the federated credential must have this issuer, subject and audience")
            : new(CheckNames.Assertion, CheckState.Fail, wrong) { Fix = Fix };
        return check with { Claims = token.Only("iss", "sub", "aud") };
    }

    private static IEnumerable<string> Wrong(JwtClaims token, DoctorArguments expected)
    {
        if (token.Audiences.Contains(BindingAudience, StringComparer.Ordinal))
        {
            yield return
                $"the audience is {BindingAudience}, which Entra ID does not accept: remove the service account's identity binding";
        }
        else if (!token.Audiences.Any(static audience => audience.StartsWith(ExchangeAudience, StringComparison.Ordinal)))
        {
            yield return $"the audience is not {ExchangeAudience}";
        }

        if (!Uri.TryCreate(token.Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme != Uri.UriSchemeHttps)
        {
            yield return "the issuer is not an https address";
        }

        if (token.Subject is null || !ServiceAccount().IsMatch(token.Subject))
        {
            yield return "the subject is not system:serviceaccount:NAMESPACE:NAME";
        }

        if (expected.Issuer is not null && expected.Issuer != token.Issuer)
        {
            yield return $"the issuer is not {expected.Issuer}";
        }

        if (expected.Subject is not null && expected.Subject != token.Subject)
        {
            yield return $"the subject is not {expected.Subject}";
        }
    }

    [GeneratedRegex(@"^system:serviceaccount:[a-z0-9-]+:[a-z0-9.-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceAccount();
}
