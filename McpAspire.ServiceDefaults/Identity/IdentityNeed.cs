namespace McpAspire.ServiceDefaults.Identity;

/// <summary>When a process requires an identity; set by the program, not configurable.</summary>
public enum IdentityNeed
{
    /// <summary>Always in Production, where the called API requires a token; elsewhere if the settings contain a credential.</summary>
    InProduction,

    /// <summary>
    /// If <see cref="IdentityOptions.Scopes"/> is set, in every environment. Without scopes, calls carry no token, whatever the workload
    /// identity webhook injects.
    /// </summary>
    ForScopes,
}
