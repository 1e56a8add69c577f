using ModelContextProtocol.Client;

namespace McpAspire.Tests.Protocol;

/// <summary>One host for the tests of a class that leave nothing behind in it.</summary>
public sealed class FixtureHost : IAsyncLifetime
{
    private McpTestHost? _host;

    internal McpTestHost Host => _host ?? throw new InvalidOperationException("The host has not been started.");

    public async ValueTask InitializeAsync() => _host = await McpTestHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    internal Task<McpAnswer> SendAsync(McpCall call) => Host.SendAsync(call);

    internal Task<McpClient> ConnectAsync(McpClientOptions? options = null) => Host.ConnectAsync(options);
}
