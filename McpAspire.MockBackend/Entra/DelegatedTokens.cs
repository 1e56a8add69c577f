using System.Text.Json.Nodes;

namespace McpAspire.MockBackend.Entra;

/// <summary>Responds to granted requests with the tokens of a user, and keeps the refresh tokens.</summary>
internal sealed partial class DelegatedTokens(AccessTokenIssuer tokens, TimeSpan lifetime, TimeProvider time, ILogger logger)
{
    private const int MaxRefreshTokens = 10_000;

    // As in Entra ID.
    private static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(90);

    private readonly HandleStore<RefreshToken> _refreshTokens = new(MaxRefreshTokens);

    public RefreshToken? FindRefreshToken(string handle) => _refreshTokens.Find(handle);

    public JsonObject Grant(UserRegistration user, AppRegistration app, DelegatedScopes scopes, string? nonce = null)
    {
        Log.Issued(logger, user.ObjectId, app.ClientId, scopes.Resource.Uri);
        var answer = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = scopes.ToString(),
            ["expires_in"] = (long)lifetime.TotalSeconds,
            ["ext_expires_in"] = (long)lifetime.TotalSeconds,
            ["access_token"] = tokens.Issue(user, app, scopes, lifetime),
        };
        if (scopes.Has(DelegatedScopes.OfflineAccess))
        {
            answer["refresh_token"] = _refreshTokens.Add(new(user, app.ClientId, scopes, time.GetUtcNow() + RefreshTokenLifetime));
        }

        if (scopes.Has(DelegatedScopes.OpenId))
        {
            answer["id_token"] = tokens.IssueIdToken(user, app, scopes, nonce, lifetime);
        }

        return answer;
    }

    /// <summary>The grant of a refresh token.</summary>
    internal sealed record RefreshToken(UserRegistration User, string ClientId, DelegatedScopes Scopes, DateTimeOffset Expires);

    private static partial class Log
    {
        [LoggerMessage(
            27, LogLevel.Information, "Local Entra ID issued a token of user {Subject} to application {ClientId} for {Resource}")]
        public static partial void Issued(ILogger logger, string subject, string clientId, string resource);
    }
}
