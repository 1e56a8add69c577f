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

        return DoctorCheck.Fail(CheckNames.Token, exception.Message.TrimEnd('.'), exception.InnerException is CredentialUnavailableException
            ? "Sign in with `az login`, or set AZURE_FEDERATED_TOKEN_FILE or AZURE_CLIENT_SECRET."
            : "Try again: Entra may be failing. If it stays so, look at what is between this program and the authority, such as a proxy.");
    }
}
