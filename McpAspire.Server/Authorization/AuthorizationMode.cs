namespace McpAspire.Server.Authorization;

/// <summary>How callers are authenticated.</summary>
internal enum AuthorizationMode
{
    /// <summary>Not at all: anyone who can reach the server may call every tool.</summary>
    None,

    /// <summary>By a bearer token of Entra ID, whose roles or scopes grant permissions.</summary>
    EntraId,
}
