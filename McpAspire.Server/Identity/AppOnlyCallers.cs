namespace McpAspire.Server.Identity;

/// <summary>What happens to callers without a user at an API that sees the caller's identity.</summary>
internal enum AppOnlyCallers
{
    /// <summary>Their calls are refused with 403.</summary>
    Refuse,

    /// <summary>The API sees the server's identity.</summary>
    Server,
}
