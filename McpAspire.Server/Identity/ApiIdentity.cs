namespace McpAspire.Server.Identity;

/// <summary>Whose identity one API sees.</summary>
/// <param name="Kind">The identity.</param>
/// <param name="AppOnly">What happens to callers without a user.</param>
/// <param name="Scopes">The API's scopes, separated by spaces or commas.</param>
internal sealed record ApiIdentity(CallIdentity Kind, AppOnlyCallers AppOnly, string Scopes)
{
    /// <summary>The server's identity.</summary>
    public static ApiIdentity Server { get; } = new(CallIdentity.Server, AppOnlyCallers.Refuse, string.Empty);

    /// <summary>Whether the server's own token is ever sent.</summary>
    public bool UsesServer => Kind is CallIdentity.Server || AppOnly is AppOnlyCallers.Server;
}
