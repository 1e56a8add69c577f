namespace McpAspire.MockBackend.Entra;

/// <summary>The addresses of the local Entra ID; known when it listens.</summary>
internal sealed class EntraAddresses
{
    /// <summary>The authority host, <c>https://localhost:port/</c>.</summary>
    public Uri Host
    {
        get => field ?? throw new InvalidOperationException("The local Entra ID has not started.");
        set;
    }

    /// <summary>The issuer of access tokens, which is also the authority of those who check them.</summary>
    public string Issuer => $"{Host}{EntraIds.Tenant}/v2.0";

    public string TokenEndpoint => $"{Host}{EntraIds.Tenant}/oauth2/v2.0/token";

    public string AuthorizationEndpoint => $"{Host}{EntraIds.Tenant}/oauth2/v2.0/authorize";

    public string Keys => $"{Host}{EntraIds.Tenant}/discovery/v2.0/keys";

    /// <summary>The issuer of service-account tokens, in the form that AKS gives it: with a slash at the end.</summary>
    public string ClusterIssuer => $"{Host}oic/{EntraIds.Tenant}/local/";
}
