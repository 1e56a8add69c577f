namespace McpAspire.MockBackend.Entra;

/// <summary>The addresses of the local Entra ID, available after it has started.</summary>
internal sealed class EntraAddresses
{
    /// <summary>The authority host, <c>https://localhost:port/</c>.</summary>
    public Uri Host
    {
        get => field ?? throw new InvalidOperationException("The local Entra ID has not started.");
        set;
    }

    /// <summary>The issuer of access tokens; also the authority that validates them.</summary>
    public string Issuer => $"{Host}{EntraIds.Tenant}/v2.0";

    public string TokenEndpoint => $"{Host}{EntraIds.Tenant}/oauth2/v2.0/token";

    public string AuthorizationEndpoint => $"{Host}{EntraIds.Tenant}/oauth2/v2.0/authorize";

    public string Keys => $"{Host}{EntraIds.Tenant}/discovery/v2.0/keys";

    /// <summary>The issuer of service-account tokens; as in AKS, it ends with a slash.</summary>
    public string ClusterIssuer => $"{Host}oic/{EntraIds.Tenant}/local/";
}
