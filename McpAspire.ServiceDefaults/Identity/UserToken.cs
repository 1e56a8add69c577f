using System.Security.Cryptography;
using System.Text;
using McpAspire.ServiceDefaults.Privacy;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>A user's access token for this server, to be exchanged for one of an API.</summary>
/// <param name="source">Exchanges the token.</param>
/// <param name="assertion">The token.</param>
/// <param name="endsAt">The token's expiry time.</param>
/// <param name="scopes">The API's scopes, separated by spaces or commas.</param>
public sealed class UserToken(UserTokenSource source, Secret assertion, DateTimeOffset endsAt, string scopes) : IAccessTokens
{
    /// <summary>The user on whose behalf a request is sent, instead of on that of this process.</summary>
    public static readonly HttpRequestOptionsKey<UserToken> Option = new("McpAspire.User");

    internal Secret Assertion => assertion;

    /// <summary>Identifies the user and the scopes: a hash, so that no map holds a token of this server's callers.</summary>
    internal string Key { get; } =
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{scopes} {assertion.Reveal()}")));

    internal DateTimeOffset EndsAt => endsAt;

    internal string Scopes => scopes;

    /// <returns>The user's token for the API.</returns>
    /// <exception cref="UserTokenException">Entra refused, cannot be reached, or did not respond in time.</exception>
    public ValueTask<string?> GetAsync(CancellationToken cancellationToken) => source.GetAsync(this, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public Task<string?> ReplaceAsync(string rejected, CancellationToken cancellationToken) =>
        source.ReplaceAsync(this, rejected, cancellationToken);
}
