using McpAspire.Server.Backend;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;

namespace McpAspire.Testing;

/// <summary>A server in this process, on a free port.</summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private readonly Factory _factory;

    /// <param name="backend">The backend's address.</param>
    /// <param name="settings">Further settings, by environment name or by key.</param>
    public ServerHost(Uri backend, params (string Name, string Value)[] settings)
        : this(backend, static _ => { }, settings)
    {
    }

    /// <param name="backend">The backend's address.</param>
    /// <param name="configure">Changes the services.</param>
    /// <param name="settings">Further settings, by environment name or by key.</param>
    public ServerHost(Uri backend, Action<IServiceCollection> configure, params (string Name, string Value)[] settings)
    {
        _factory = new Factory(configure, [("BACKEND_API_URL", backend.ToString()), ("PORT", "0"), .. settings]);
        _factory.UseKestrel();
        _factory.StartServer();
        Address = new Uri(_factory.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features
            .Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.First());
        Endpoint = new Uri(Address, "/mcp");
    }

    public Uri Address { get; }

    public Uri Endpoint { get; }

    /// <summary>The services of the server.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>A new client of this server.</summary>
    public Task<McpClient> ConnectAsync() => McpClient.CreateAsync(
        new HttpClientTransport(new() { Endpoint = Endpoint, TransportMode = HttpTransportMode.StreamableHttp }),
        cancellationToken: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    private sealed class Factory(Action<IServiceCollection> configure, (string Name, string Value)[] settings)
        : WebApplicationFactory<BackendOptions>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.ConfigureServices(configure);
            foreach (var (name, value) in settings)
            {
                builder.UseSetting(name, value);
            }
        }
    }
}
