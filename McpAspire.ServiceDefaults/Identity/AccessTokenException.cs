using Azure.Identity;
using Microsoft.Identity.Client;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>No access token could be had. The message has the AADSTS code if Entra gave one, else a reason in our words; nothing of Entra's answer.</summary>
public sealed class AccessTokenException : Exception
{
    internal AccessTokenException(string? code, Exception inner, TimeSpan limit)
        : base($"Azure token acquisition failed: {code ?? Describe(inner, limit)}.", inner) => Code = code;

    /// <summary>Entra's error code, e.g. <c>AADSTS700016</c>; <see langword="null"/> if Entra was not reached or did not answer in time.</summary>
    public string? Code { get; }

    private static string Describe(Exception? exception, TimeSpan limit)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            switch (exception)
            {
                case OperationCanceledException:
                    return FormattableString.Invariant($"Entra did not answer within {limit.TotalSeconds} seconds");
                case MsalServiceException { StatusCode: > 0 and var status }:
                    return $"Entra answered {status}";
                case HttpRequestException:
                    return "Entra cannot be reached";
                case IOException or UnauthorizedAccessException:
                    return "the token file cannot be read";
                case CredentialUnavailableException { InnerException: null }:
                    return "nobody is signed in";
                default:
                    break;
            }
        }

        return "Entra's answer could not be used";
    }
}
