using McpAspire.MockBackend.Entra;
using ModelContextProtocol.Client;

namespace McpAspire.Testing;

/// <summary>A server that requires tokens of the local Entra ID and calls a protected backend with its own.</summary>
public sealed class ProtectedServer : IAsyncLifetime
{
    public const string ResourceUri = "api://mcp-server";

    private ServerHost? _host;

    public ProtectedBackend Backend { get; } = new();

    internal ServerHost Host => _host ?? throw new InvalidOperationException("The server has not started.");

    /// <summary>The settings of a protected server with a workload identity.</summary>
    internal (string Name, string Value)[] Settings =>
        [
            ("AUTHORIZATION_MODE", "EntraId"),
            ("AUTHORIZATION_AUDIENCE", $"{EntraIds.ServerResource}, {ResourceUri}"),
            .. Backend.ServerSettings,
        ];

    public async ValueTask InitializeAsync()
    {
        await Backend.InitializeAsync();
        _host = new ServerHost(Backend.Api.BaseAddress!, Settings);
    }

    /// <summary>A program's token for the server.</summary>
    internal string TokenOf(string app, TimeSpan? lifetime = null) =>
        Backend.Entra.AccessTokens.Issue(
            Registrations.Apps.Single(one => one.ClientId == app), Registrations.Server, lifetime ?? TimeSpan.FromHours(1));

    /// <summary>A user's token for the server, with all of its scopes.</summary>
    internal string TokenOf(UserRegistration user, TimeSpan? lifetime = null)
    {
        var ide = Registrations.Apps.Single(static app => app.ClientId == EntraIds.IdeApp);
        return Backend.Entra.AccessTokens.Issue(
            user, ide, DelegatedScopes.Read($"{ResourceUri}/.default", ide).Value!, lifetime ?? TimeSpan.FromHours(1));
    }

    internal Task<McpAnswer> SendAsync(string path, McpCall call, string? token) =>
        Host.SendAsync(path, token is null ? call : call.With("Authorization", $"Bearer {token}"));

    internal Task<McpClient> ConnectAsync(string token) => McpClient.CreateAsync(
        new HttpClientTransport(
            new()
            {
                Endpoint = Host.Endpoint,
                AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
            }),
        cancellationToken: Cancellation);

    public async ValueTask DisposeAsync()
    {
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Backend.DisposeAsync();
    }
}
