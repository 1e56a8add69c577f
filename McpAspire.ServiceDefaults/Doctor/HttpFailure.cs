using System.Security.Authentication;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Describes why a request got no response, without text of an exception.</summary>
public static class HttpFailure
{
    /// <summary>Whether TLS failed because of the server's certificate. Only the message of .NET's exception tells.</summary>
    public static bool IsCertificate(HttpRequestException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.InnerException is AuthenticationException { Message: var message }
            && message.Contains("certificate", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The reason, for a log or a report.</summary>
    public static string Describe(HttpRequestException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            { HttpRequestError: HttpRequestError.ConnectionError } => "no service responds at this address",
            { HttpRequestError: HttpRequestError.NameResolutionError } => "the host name cannot be resolved",
            { HttpRequestError: HttpRequestError.SecureConnectionError } when IsCertificate(exception) =>
                "TLS failed: the certificate is not trusted, or is for another host name",
            { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                "TLS failed: the server does not support TLS, or none of the supported versions",
            _ => $"HTTP failed, {exception.HttpRequestError}",
        };
    }
}
