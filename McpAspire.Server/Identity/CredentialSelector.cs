using Azure.Core;
using Azure.Identity;

namespace McpAspire.Server.Identity;

/// <summary>Decides, once and by the settings alone, where tokens come from.</summary>
internal static class CredentialSelector
{
    public static CredentialKind Select(IdentityOptions options) => options switch
    {
        { FederatedTokenFile: not null } => CredentialKind.WorkloadIdentity,
        { ClientSecret: not null } => CredentialKind.ClientSecret,
        { ScopeList.Length: > 0 } => CredentialKind.Developer,
        _ => CredentialKind.None,
    };

    public static TokenCredential? Create(IdentityOptions options) => Select(options) switch
    {
        CredentialKind.WorkloadIdentity => new WorkloadIdentityCredential(new WorkloadIdentityCredentialOptions
        {
            TenantId = options.TenantId,
            ClientId = options.ClientId,
            TokenFilePath = options.FederatedTokenFile,
            AuthorityHost = options.AuthorityHost,
        }),
        CredentialKind.ClientSecret => new ClientSecretCredential(options.TenantId, options.ClientId, options.ClientSecret, new ClientSecretCredentialOptions { AuthorityHost = options.AuthorityHost }),
        CredentialKind.Developer => new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            AuthorityHost = options.AuthorityHost,
            ExcludeManagedIdentityCredential = true,
            ExcludeWorkloadIdentityCredential = true,
            ExcludeEnvironmentCredential = true,
        }),
        CredentialKind.None => null,
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };
}
