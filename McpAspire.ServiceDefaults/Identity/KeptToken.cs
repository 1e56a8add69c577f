using Azure.Core;
using Azure.Identity;
using McpAspire.ServiceDefaults.Privacy;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>An access token and its lifetime.</summary>
/// <param name="Text">The token.</param>
/// <param name="RenewAt">The time when renewal is due.</param>
/// <param name="UsableUntil">The end of its use: shortly before expiry, to allow for clock skew and latency.</param>
/// <param name="EndsAt">The expiry time.</param>
internal sealed record KeptToken(Secret Text, DateTimeOffset RenewAt, DateTimeOffset UsableUntil, DateTimeOffset EndsAt)
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Renewal is due <paramref name="margin"/> before expiry, when Entra requests it, or after half of a short lifetime, whichever comes
    /// first.
    /// </summary>
    /// <exception cref="AuthenticationFailedException">The response had no token, or one that no header can contain.</exception>
    public static KeptToken Of(AccessToken token, DateTimeOffset now, TimeSpan margin)
    {
        if (string.IsNullOrEmpty(token.Token) || !token.Token.All(IsTokenCharacter))
        {
            throw new AuthenticationFailedException("The response has no access token.");
        }

        var life = token.ExpiresOn > now ? token.ExpiresOn - now : TimeSpan.Zero;
        var renewIn = life > 2 * margin ? life - margin : life / 2;
        var renewAt = now + renewIn;
        var usableUntil = token.ExpiresOn - (life > 2 * Slack ? Slack : life / 2);
        return new(new Secret(token.Token), token.RefreshOn < renewAt ? token.RefreshOn.Value : renewAt, usableUntil, token.ExpiresOn);
    }

    /// <summary>RFC 6750, section 2.1.</summary>
    private static bool IsTokenCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~' or '+' or '/' or '=';
}
