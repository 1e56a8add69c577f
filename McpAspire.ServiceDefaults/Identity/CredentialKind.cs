namespace McpAspire.ServiceDefaults.Identity;

/// <summary>The source of the process's access token.</summary>
public enum CredentialKind
{
    /// <summary>No scope is set: calls carry no token. In Production only if <see cref="IdentityNeed"/> permits it.</summary>
    None,

    /// <summary>The service account's token is exchanged for an Entra token.</summary>
    WorkloadIdentity,

    /// <summary>A client secret. Never in Production.</summary>
    ClientSecret,

    /// <summary>A developer's own sign-in (Visual Studio, Azure CLI, …). Never in Production.</summary>
    Developer,
}
