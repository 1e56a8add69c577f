using Azure.Identity;
using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Requests an access token as the program does.</summary>
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

        var fix = exception.InnerException is CredentialUnavailableException
            ? "Sign in with `az login`, or set AZURE_FEDERATED_TOKEN_FILE or AZURE_CLIENT_SECRET."
            : "Try again: Entra ID may be failing. If the error persists, check the network between this program and the authority.";
        return DoctorCheck.Fail(CheckNames.Token, exception.Message.TrimEnd('.'), fix);
    }
}
