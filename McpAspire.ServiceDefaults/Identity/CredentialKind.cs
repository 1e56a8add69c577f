namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Where the process's access token comes from.</summary>
public enum CredentialKind
{
    /// <summary>No scope is asked for: the calls carry no token. In Production only where <see cref="IdentityNeed"/> allows it.</summary>
    None,

    /// <summary>The service account's token is exchanged for an Entra token.</summary>
    WorkloadIdentity,

    /// <summary>A client secret. Never in Production.</summary>
    ClientSecret,

    /// <summary>A developer's own sign-in (Visual Studio, Azure CLI, …). Never in Production.</summary>
    Developer,
}
