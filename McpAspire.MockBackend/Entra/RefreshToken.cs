namespace McpAspire.MockBackend.Entra;

/// <summary>What a refresh token stands for, and to whom it is bound.</summary>
/// <param name="ClientId">The application that it was issued to.</param>
/// <param name="Scopes">What it grants when a request names no scope.</param>
/// <param name="Expires">When it ends.</param>
internal sealed record RefreshToken(string ClientId, DelegatedScopes Scopes, DateTimeOffset Expires);
