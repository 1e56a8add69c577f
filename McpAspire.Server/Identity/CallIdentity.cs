namespace McpAspire.Server.Identity;

/// <summary>Whose identity an API sees.</summary>
internal enum CallIdentity
{
    /// <summary>The server's own, for every caller.</summary>
    Server,

    /// <summary>The user's: the caller's token is exchanged for one of the API (OAuth 2.0 on-behalf-of).</summary>
    Caller,
}
