namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Where the server's access token comes from.</summary>
public enum CredentialKind
{
    /// <summary>No scope is asked for: backend calls carry no token. Never in Production.</summary>
    None,

    /// <summary>The service account's token is exchanged for an Entra token.</summary>
    WorkloadIdentity,

    /// <summary>A client secret. Never in Production.</summary>
    ClientSecret,

    /// <summary>A developer's own sign-in (Visual Studio, Azure CLI, …). Never in Production.</summary>
    Developer,
}
