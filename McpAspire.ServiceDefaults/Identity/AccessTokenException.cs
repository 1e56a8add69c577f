using Azure.Identity;
using Microsoft.Identity.Client;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>
/// A failed token acquisition. The message contains the AADSTS code if Entra returned one, else a reason of our own, but no text of Entra's
/// response.
/// </summary>
public class AccessTokenException : Exception
{
    /// <param name="code">Entra's error code, if it returned one.</param>
    /// <param name="inner">The failure.</param>
    /// <param name="options">The settings that were used.</param>
    internal AccessTokenException(string? code, Exception inner, IdentityOptions options)
        : this(code, code ?? Describe(inner, options), inner)
    {
    }

    private AccessTokenException(string? code, string cause, Exception inner)
        : base($"Azure token acquisition failed: {cause}.", inner) => (Code, Cause) = (code, cause);

    /// <summary>Entra's error code, e.g. <c>AADSTS700016</c>; <see langword="null"/> if Entra returned none.</summary>
    public string? Code { get; }

    /// <summary>The code or, if Entra returned none, the reason in words.</summary>
    public string Cause { get; }

    /// <summary>Whether Entra did not respond in time.</summary>
    public bool IsTimeout => InnerException is OperationCanceledException;

    /// <summary>Whether a later attempt may succeed: Entra was not reached, or asks to try again.</summary>
    public bool IsTransient => Code is null or "AADSTS90033" or "AADSTS50196"
        || RefusalIn(InnerException) is { IsRetryable: true } or { ErrorCode: "temporarily_unavailable" };

    /// <returns>Entra's response; <see langword="null"/> if there is none.</returns>
    private protected static MsalServiceException? RefusalIn(Exception? exception)
    {
        while (exception is not (null or MsalServiceException))
        {
            exception = exception.InnerException;
        }

        return exception as MsalServiceException;
    }

    private static string Describe(Exception? exception, IdentityOptions options)
    {
        if (IsEmpty(options.FederatedTokenFile))
        {
            return "the token file is empty";
        }

        for (; exception is not null; exception = exception.InnerException)
        {
            switch (exception)
            {
                case OperationCanceledException:
                    return FormattableString.Invariant($"Entra did not respond within {options.TokenTimeout.TotalSeconds} seconds");
                case MsalServiceException { StatusCode: > 0 and var status }:
                    return $"Entra returned status {status}";
                case HttpRequestException:
                    return "Entra cannot be reached";
                case IOException or UnauthorizedAccessException:
                    return "the token file cannot be read";
                case CredentialUnavailableException { InnerException: null }:
                    return "no developer is signed in";
                default:
                    break;
            }
        }

        return "Entra's response cannot be used";
    }

    private static bool IsEmpty(string? file)
    {
        try
        {
            return file is not null && string.IsNullOrWhiteSpace(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
