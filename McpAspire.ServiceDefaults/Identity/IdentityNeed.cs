namespace McpAspire.ServiceDefaults.Identity;

/// <summary>When a process has to have an identity. The program says so, no setting.</summary>
public enum IdentityNeed
{
    /// <summary>In Production always: what is called there asks for a token. Elsewhere, when the settings name a credential.</summary>
    InProduction,

    /// <summary>
    /// When <see cref="IdentityOptions.Scopes"/> asks for a token, in every environment: what is called may be open. Without scopes the
    /// calls carry no token,
    /// whatever the workload identity webhook has injected.
    /// </summary>
    ForScopes,
}
