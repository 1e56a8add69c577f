namespace McpAspire.Server.Authorization;

/// <summary>How callers are known.</summary>
internal enum AuthorizationMode
{
    /// <summary>They are not: whoever reaches the server may call every tool.</summary>
    None,

    /// <summary>By a bearer token of Entra ID, whose roles or scopes say what its bearer may call.</summary>
    EntraId,
}
