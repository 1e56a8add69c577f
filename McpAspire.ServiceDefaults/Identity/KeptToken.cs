using Azure.Core;
using McpAspire.ServiceDefaults.Privacy;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>An access token and its times.</summary>
/// <param name="Text">The token.</param>
/// <param name="RenewAt">When it is to be renewed.</param>
/// <param name="UsableUntil">Until when it is handed out: a little less than it is valid, for the clocks and the way.</param>
/// <param name="EndsAt">When it ends.</param>
internal sealed record KeptToken(Secret Text, DateTimeOffset RenewAt, DateTimeOffset UsableUntil, DateTimeOffset EndsAt)
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Renewed <paramref name="margin"/> before the end, when Entra says, or after half of a short life: whatever comes first. A token that has ended, by a clock
    /// that is ahead, is not usable beyond its end when the clock is right again.
    /// </summary>
    public static KeptToken Of(AccessToken token, DateTimeOffset now, TimeSpan margin)
    {
        var life = token.ExpiresOn > now ? token.ExpiresOn - now : TimeSpan.Zero;
        var renewIn = life > 2 * margin ? life - margin : life / 2;
        var renewAt = now + renewIn;
        return new(new Secret(token.Token), token.RefreshOn < renewAt ? token.RefreshOn.Value : renewAt, token.ExpiresOn - (life > 2 * Slack ? Slack : life / 2), token.ExpiresOn);
    }
}
