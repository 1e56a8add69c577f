using System.Security.Authentication;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Why a request got no answer, in words of ours.</summary>
public static class HttpFailure
{
    /// <summary>Whether TLS failed because of the server's certificate. .NET tells that apart by its message alone.</summary>
    public static bool IsCertificate(HttpRequestException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.InnerException is AuthenticationException { Message: var message } && message.Contains("certificate", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The reason, for a log or a report.</summary>
    public static string Describe(HttpRequestException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            { HttpRequestError: HttpRequestError.ConnectionError } => "nothing answers at this address",
            { HttpRequestError: HttpRequestError.NameResolutionError } => "the name cannot be resolved",
            { HttpRequestError: HttpRequestError.SecureConnectionError } when !IsCertificate(exception) => "TLS failed: what answers does not speak TLS, or no version that this program takes",
            { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS failed: the certificate is not trusted, or is not for this name",
            _ => $"HTTP failed, {exception.HttpRequestError}",
        };
    }
}
