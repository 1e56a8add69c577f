namespace Microsoft.AspNetCore.Authentication.JwtBearer;

/// <summary>Why a token is not accepted; the message is the error_description that the caller sees, empty when the token cannot be read.</summary>
/// <param name="message">The description.</param>
/// <param name="mayBeStale">Whether newer metadata of the issuer might lead to another result.</param>
#pragma warning disable CA1064 // The real package has a public type for each reason; applications look at none of them.
internal sealed class TokenRejectedException(string message, bool mayBeStale = false) : Exception(message)
#pragma warning restore CA1064
{
    public bool MayBeStale { get; } = mayBeStale;
}
