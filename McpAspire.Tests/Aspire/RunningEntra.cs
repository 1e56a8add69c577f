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

    // The cluster's issuer is at the same address.
    private Uri Host => new(new Uri((string)TokenParts.Claims(AccountToken)["iss"]!).GetLeftPart(UriPartial.Authority));

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

    /// <summary>Signs a user in to an IDE, for every scope of the server.</summary>
    /// <param name="signInName">The user.</param>
    public async Task<string> TokenOfUserAsync(string signInName)
    {
        using var handler = AuthorityTrust.CreateHandler(Path.Combine(directory, "ca.pem"));
        handler.AllowAutoRedirect = false;
        using var authority = new HttpClient(handler) { BaseAddress = Host };
        var code = await authority.CodeAsync(("login_hint", signInName), ("scope", "api://mcp-server/.default"));
        return (string)(await authority.RedeemAsync(code).GrantedAsync())["access_token"]!;
    }

    private async Task<string> RequestAsync(string scope, Func<Uri, HttpClientTransport, TokenCredential> credential)
    {
        using var handler = AuthorityTrust.CreateHandler(Path.Combine(directory, "ca.pem"));
        using var transport = new HttpClientTransport(handler);
        var request = new TokenRequestContext([scope]);
        var token = await credential(Host, transport).GetTokenAsync(request, Cancellation);
        return token.Token;
    }

    private string TokenFile(string account) => Path.Combine(directory, account, "azure-identity-token");
}
