namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Why a request got no answer, in words of ours.</summary>
public static class HttpFailure
{
    /// <summary>The reason, for a log or a report.</summary>
    public static string Describe(HttpRequestException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            { HttpRequestError: HttpRequestError.ConnectionError } => "nothing answers at this address",
            { HttpRequestError: HttpRequestError.NameResolutionError } => "the name cannot be resolved",
            { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS failed: the certificate is not trusted, or is not for this name",
            _ => $"HTTP failed, {exception.HttpRequestError}",
        };
    }
}
