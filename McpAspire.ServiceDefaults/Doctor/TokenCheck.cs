using Azure.Identity;
using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Asks for an access token as the program itself does.</summary>
internal static class TokenCheck
{
    /// <returns>The check, and the token.</returns>
    public static async Task<(DoctorCheck Check, string? Token)> RunAsync(AccessTokenSource tokens, CancellationToken cancellationToken)
    {
        try
        {
            return (DoctorCheck.Pass(CheckNames.Token, $"obtained by {tokens.Kind}"), await tokens.GetAsync(cancellationToken));
        }
        catch (AccessTokenException exception)
        {
            return (Explain(exception), null);
        }
    }

    private static DoctorCheck Explain(AccessTokenException exception)
    {
        if (exception.Code is { } code)
        {
            var error = AadstsErrors.Find(code);
            return DoctorCheck.Fail(CheckNames.Token, $"{code}: {error.Cause}", error.Fix) with { Code = code };
        }

        return exception.InnerException switch
        {
            OperationCanceledException => DoctorCheck.Fail(CheckNames.Token, "the authority did not answer within 3 s", "Try again; if it stays so, look at what is between the pod and the authority."),
            CredentialUnavailableException => DoctorCheck.Fail(CheckNames.Token, "nobody is signed in here", "Sign in with `az login`, or set AZURE_FEDERATED_TOKEN_FILE or AZURE_CLIENT_SECRET."),
            _ => DoctorCheck.Fail(CheckNames.Token, "the token request failed, without a code of Entra's", "Try again: Entra may be failing (HTTP 5xx). If it stays so, something else answers in its place, such as a proxy."),
        };
    }
}
