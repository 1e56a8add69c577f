using McpAspire.MockBackend.Store;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Testing;

/// <summary>The mock backend on real Kestrel, on a free port, with its own freshly seeded data.</summary>
public sealed class BackendFixture : WebApplicationFactory<StoreOptions>, IAsyncLifetime
{
    private readonly BackendDataDirectory _directory;
    private readonly Action<IWebHostBuilder>? _configure;
    private readonly bool _ownsDirectory;

    public BackendFixture()
        : this(new BackendDataDirectory())
    {
        _ownsDirectory = true;
    }

    /// <param name="directory">A data directory of the test, for restarts and for several backends on the same data.</param>
    /// <param name="configure">Settings and services of the test.</param>
    internal BackendFixture(BackendDataDirectory directory, Action<IWebHostBuilder>? configure = null)
    {
        _directory = directory;
        _configure = configure;
    }

    /// <summary>The address of the backend.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Calls the backend over TCP.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await BackendSeed.CopyToAsync(_directory);
        // Without a port, which the factory would set on a server that may have started already.
        UseKestrel();
        StartServer();
        Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = CreateClient();
    }

    public override async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await base.DisposeAsync();
        if (_ownsDirectory)
        {
            _directory.Dispose();
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        builder.UseSetting(StoreOptions.DataDirectorySetting, _directory.Path);
        _configure?.Invoke(builder);
    }
}
