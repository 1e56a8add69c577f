using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using McpAspire.MockBackend.Entra;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.Tests.Entra;

namespace McpAspire.Tests.Aspire;

/// <summary>The local Entra ID of a running system, found by its files.</summary>
internal sealed class RunningEntra(string directory)
{
    private string AccountToken => File.ReadAllText(TokenFile("mcp-client"));

    /// <summary>The secret files.</summary>
    public string[] Assertions => [File.ReadAllText(TokenFile("mcp-server")), AccountToken];

    /// <summary>Requests a token as the client does.</summary>
    public Task<string> TokenOfClientAsync(string scope) => RequestAsync(scope, (host, transport) => new WorkloadIdentityCredential(new()
    {
        TenantId = EntraIds.Tenant,
        ClientId = EntraIds.ClientApp,
        TokenFilePath = TokenFile("mcp-client"),
        AuthorityHost = host,
        DisableInstanceDiscovery = true,
        Transport = transport,
    }));

    /// <summary>Requests a token for the application of tools on a workstation.</summary>
    public Task<string> TokenOfWorkstationAsync(string scope) => RequestAsync(scope, (host, transport) => new ClientSecretCredential(
        EntraIds.Tenant,
        EntraIds.WorkstationApp,
        EntraIds.WorkstationSecret,
        new ClientSecretCredentialOptions { AuthorityHost = host, DisableInstanceDiscovery = true, Transport = transport }));

    private async Task<string> RequestAsync(string scope, Func<Uri, HttpClientTransport, TokenCredential> credential)
    {
        // The cluster's issuer is at the same address.
        var host = new Uri(new Uri((string)TokenParts.Claims(AccountToken)["iss"]!).GetLeftPart(UriPartial.Authority));
        using var handler = AuthorityTrust.CreateHandler(Path.Combine(directory, "ca.pem"));
        using var transport = new HttpClientTransport(handler);
        var request = new TokenRequestContext([scope]);
        var token = await credential(host, transport).GetTokenAsync(request, TestContext.Current.CancellationToken);
        return token.Token;
    }

    private string TokenFile(string account) => Path.Combine(directory, account, "azure-identity-token");
}
