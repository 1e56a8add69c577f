using ModelContextProtocol.Client;

namespace McpAspire.Testing;

/// <summary>The server and the mock backend on free ports: each call of a test uses two real connections.</summary>
public class ServerFixture : IAsyncLifetime
{
    private ServerHost? _host;

    /// <summary>Gets the backend behind the server.</summary>
    public BackendFixture Backend { get; } = new();

    /// <summary>Gets the server.</summary>
    internal ServerHost Host => _host!;

    /// <summary>Gets the server's MCP endpoint.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Gets a client that is connected to the server; tests share it.</summary>
    public McpClient Client { get; private set; } = null!;

    /// <summary>Gets further settings of the server, by environment name or by key.</summary>
    protected virtual IEnumerable<(string Name, string Value)> Settings => [];

    public async ValueTask InitializeAsync()
    {
        await Backend.InitializeAsync();
        _host = new ServerHost(Backend.Address, [.. Settings]);
        Endpoint = _host.Endpoint;
        Client = await _host.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
