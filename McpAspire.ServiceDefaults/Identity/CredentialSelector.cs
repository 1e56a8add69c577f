using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>Selects the credential by the settings alone.</summary>
internal static class CredentialSelector
{
    public static CredentialKind Select(IdentityOptions options) => options switch
    {
        { IsUnused: true } => CredentialKind.None,
        { FederatedTokenFile: not null } => CredentialKind.WorkloadIdentity,
        { ClientSecret: not null } => CredentialKind.ClientSecret,
        { ScopeList.Length: > 0 } => CredentialKind.Developer,
        _ => CredentialKind.None,
    };

    /// <param name="options">The settings.</param>
    /// <param name="transport">From <see cref="CreateTransport"/>; its connections outlive a credential.</param>
    public static TokenCredential? Create(IdentityOptions options, HttpPipelineTransport? transport = null) => Select(options) switch
    {
        CredentialKind.WorkloadIdentity => new WorkloadIdentityCredential(Bounded(options, transport, new WorkloadIdentityCredentialOptions
        {
            TenantId = options.TenantId,
            ClientId = options.ClientId,
            TokenFilePath = options.FederatedTokenFile,
            DisableInstanceDiscovery = options.AuthorityCaFile is not null,
        })),
        CredentialKind.ClientSecret => new ClientSecretCredential(
            options.TenantId,
            options.ClientId,
            options.ClientSecret!.Reveal(),
            Bounded(options, transport, new ClientSecretCredentialOptions
            {
                DisableInstanceDiscovery = options.AuthorityCaFile is not null,
            })),
        CredentialKind.Developer => new DefaultAzureCredential(Bounded(options, transport, DeveloperOptions())),
        CredentialKind.None => null,
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };

    /// <summary>A credential for one exchange of a user's token, authenticated by the projected service-account token.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clientId">The application that is the audience of the user's token.</param>
    /// <param name="user">The user's token.</param>
    /// <param name="transport">From <see cref="CreateTransport"/>; its connections outlive a credential.</param>
    public static TokenCredential CreateOnBehalfOf(
        IdentityOptions options, string clientId, string user, HttpPipelineTransport? transport) =>
        new OnBehalfOfCredential(
            options.TenantId,
            clientId,
            cancellationToken => File.ReadAllTextAsync(options.FederatedTokenFile!, cancellationToken),
            user,
            Bounded(options, transport, new OnBehalfOfCredentialOptions
            {
                DisableInstanceDiscovery = options.AuthorityCaFile is not null,
            }));

    /// <summary>Only a developer's own sign-in, so that the identity of a virtual machine or cluster is never used by accident.</summary>
    internal static DefaultAzureCredentialOptions DeveloperOptions() => new()
    {
        ExcludeManagedIdentityCredential = true,
        ExcludeWorkloadIdentityCredential = true,
        ExcludeEnvironmentCredential = true,
    };

    /// <summary>
    /// The transport to an authority with a private certificate authority; <see langword="null"/> to use Azure.Identity's own.
    /// </summary>
    public static HttpPipelineTransport? CreateTransport(IdentityOptions options)
    {
        if (options.AuthorityCaFile is not { } file)
        {
            return null;
        }

#pragma warning disable CA2000 // The transport owns them for the lifetime of the process.
        return new HttpClientTransport(new HttpClient(AuthorityTrust.CreateHandler(file)));
#pragma warning restore CA2000
    }

    /// <summary>Azure.Identity's own retries take 5 to 6 seconds, longer than a tool call may wait for a token.</summary>
    private static TOptions Bounded<TOptions>(IdentityOptions options, HttpPipelineTransport? transport, TOptions credential)
        where TOptions : TokenCredentialOptions
    {
        credential.AuthorityHost = options.AuthorityHost;
        credential.Retry.MaxRetries = 2;
        credential.Retry.Delay = TimeSpan.FromMilliseconds(200);
        credential.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        credential.Retry.NetworkTimeout = options.TokenTimeout;
        credential.Transport = transport ?? credential.Transport;
        return credential;
    }
}
