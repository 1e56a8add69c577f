using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Store;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Testing;

/// <summary>The mock backend with the local Entra ID beside it, both on free ports.</summary>
public sealed class ProtectedBackend : WebApplicationFactory<StoreOptions>, IAsyncLifetime
{
    private readonly BackendDataDirectory _directory = new();
    private readonly Action<IWebHostBuilder>? _configure;
    private X509Certificate2 _root = null!;

    public ProtectedBackend()
    {
    }

    /// <param name="configure">Settings and services of the test's own.</param>
    internal ProtectedBackend(Action<IWebHostBuilder> configure) => _configure = configure;

    internal LocalEntra Entra { get; private set; } = null!;

    /// <summary>Calls the API, without a token.</summary>
    public HttpClient Api { get; private set; } = null!;

    /// <summary>Calls the local Entra ID, trusting its CA file; follows no redirect.</summary>
    public HttpClient Authority { get; private set; } = null!;

    /// <summary>The settings of a server that calls the API with a workload identity.</summary>
    internal (string Name, string Value)[] ServerSettings =>
    [
        ("AZURE_TENANT_ID", EntraIds.Tenant),
        ("AZURE_CLIENT_ID", EntraIds.ServerApp),
        ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(Entra.Directory, "mcp-server", "azure-identity-token")),
        ("AZURE_AUTHORITY_HOST", Entra.Addresses.Host.ToString()),
        ("AZURE_AUTHORITY_CA_FILE", Entra.CaFile),
        ("AZURE_SCOPES", "api://mcp-backend/.default"),
    ];

    public async ValueTask InitializeAsync()
    {
        await BackendSeed.CopyToAsync(_directory);
        UseKestrel();
        StartServer();
        Entra = Services.GetRequiredService<LocalEntra>();
        _root = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(Entra.CaFile));
        Api = new(new SocketsHttpHandler())
        {
            BaseAddress = new(
            Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First())
        };
        Authority = TrustingClient();
        Authority.BaseAddress = Entra.Addresses.Host;
    }

    internal TokenCredential WorkloadIdentity(string app = EntraIds.ServerApp, string account = "mcp-server") =>
        new WorkloadIdentityCredential(Settings(new WorkloadIdentityCredentialOptions
        {
            TenantId = EntraIds.Tenant,
            ClientId = app,
            TokenFilePath = Path.Combine(Entra.Directory, account, "azure-identity-token"),
            DisableInstanceDiscovery = true,
        }));

    internal TokenCredential Secret(string secret = EntraIds.WorkstationSecret) =>
        new ClientSecretCredential(
            EntraIds.Tenant,
            EntraIds.WorkstationApp,
            secret,
            Settings(new ClientSecretCredentialOptions { DisableInstanceDiscovery = true }));

    /// <summary>Exchanges a user's token as the server does: with its service account token, and without a secret.</summary>
    internal TokenCredential OnBehalfOf(string userToken) =>
        new OnBehalfOfCredential(
            EntraIds.Tenant,
            EntraIds.ServerResource,
            cancellation => File.ReadAllTextAsync(Path.Combine(Entra.Directory, "mcp-server", "azure-identity-token"), cancellation),
            userToken,
            Settings(new OnBehalfOfCredentialOptions { DisableInstanceDiscovery = true }));

    /// <summary>A token of a user who signed in to an IDE, for the server.</summary>
    internal string UserToken(UserRegistration user, TimeSpan? lifetime = null) =>
        Entra.AccessTokens.Issue(
            user,
            Registrations.FindApp(EntraIds.IdeApp)!,
            new(Registrations.Server, Registrations.Server.Scopes, []),
            lifetime ?? TimeSpan.FromHours(1));

    internal string TokenOf(string app, TimeSpan? lifetime = null) =>
        Entra.AccessTokens.Issue(
            Registrations.Apps.Single(one => one.ClientId == app),
            Registrations.Backend,
            lifetime ?? TimeSpan.FromHours(1));

    public override async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        Authority?.Dispose();
        await base.DisposeAsync();
        _root?.Dispose();
        _directory.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        builder.UseSetting(WebHostDefaults.EnvironmentKey, "Development");
        builder.UseSetting(StoreOptions.DataDirectorySetting, _directory.Path);
        builder.UseSetting("LOCAL_ENTRA_PORT", "0");
        builder.UseSetting("Entra:Directory", Path.Combine(_directory.Path, "entra"));
        _configure?.Invoke(builder);
    }

    private T Settings<T>(T options)
        where T : TokenCredentialOptions
    {
        options.AuthorityHost = Entra.Addresses.Host;
        options.Transport = new HttpClientTransport(TrustingClient());
        options.Retry.MaxRetries = 0;
        return options;
    }

    private HttpClient TrustingClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions =
        {
            CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    });
}
