using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using McpAspire.MockBackend.Entra;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.Tests.Entra;

namespace McpAspire.Tests.Aspire;

/// <summary>The local Entra ID of a running system, known by nothing but its files.</summary>
internal sealed class RunningEntra(string directory)
{
    private string AccountToken => File.ReadAllText(TokenFile("mcp-client"));

    /// <summary>The secret files.</summary>
    public string[] Assertions => [File.ReadAllText(TokenFile("mcp-server")), AccountToken];

    /// <summary>A token of the client, got as the client gets it.</summary>
    public Task<string> TokenOfClientAsync(string scope) => AskAsync(scope, (host, transport) => new WorkloadIdentityCredential(new WorkloadIdentityCredentialOptions
    {
        TenantId = EntraIds.Tenant,
        ClientId = EntraIds.ClientApp,
        TokenFilePath = TokenFile("mcp-client"),
        AuthorityHost = host,
        DisableInstanceDiscovery = true,
        Transport = transport,
    }));

    /// <summary>A token of the application for tools on a workstation.</summary>
    public Task<string> TokenOfWorkstationAsync(string scope) => AskAsync(scope, (host, transport) => new ClientSecretCredential(
        EntraIds.Tenant, EntraIds.WorkstationApp, EntraIds.WorkstationSecret, new ClientSecretCredentialOptions { AuthorityHost = host, DisableInstanceDiscovery = true, Transport = transport }));

    private async Task<string> AskAsync(string scope, Func<Uri, HttpClientTransport, TokenCredential> credential)
    {
        // The cluster's issuer is at the same address.
        var host = new Uri(new Uri((string)TokenParts.Claims(AccountToken)["iss"]!).GetLeftPart(UriPartial.Authority));
        using var handler = AuthorityTrust.CreateHandler(Path.Combine(directory, "ca.pem"));
        using var transport = new HttpClientTransport(handler);
        return (await credential(host, transport).GetTokenAsync(new TokenRequestContext([scope]), TestContext.Current.CancellationToken)).Token;
    }

    private string TokenFile(string account) => Path.Combine(directory, account, "azure-identity-token");
}
