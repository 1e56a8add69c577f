using McpAspire.Server.Backend;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;

namespace McpAspire.Testing;

/// <summary>
/// A server on a free port: in this process, or the program of <see cref="ProgramUnderTest.PublishedServer"/>. Tests that need services of
/// the server are skipped with that program.
/// </summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private const string InProcessOnly = "This test needs services of the server in its own process.";

    private readonly Factory? _factory;
    private readonly ProgramUnderTest? _program;

    /// <param name="backend">The backend's address.</param>
    /// <param name="settings">Further settings, by environment name or by key.</param>
    public ServerHost(Uri backend, params (string Name, string Value)[] settings)
        : this(backend, configure: null, settings)
    {
    }

    /// <param name="backend">The backend's address.</param>
    /// <param name="configure">Changes the services; <see langword="null"/> if none.</param>
    /// <param name="settings">Further settings, by environment name or by key.</param>
    public ServerHost(Uri backend, Action<IServiceCollection>? configure, params (string Name, string Value)[] settings)
        : this(backend, configure, ProgramUnderTest.PublishedServer is null, settings)
    {
    }

    private ServerHost(Uri backend, Action<IServiceCollection>? configure, bool isInProcess, (string Name, string Value)[] settings)
    {
        settings = [("BACKEND_API_URL", backend.ToString()), ("PORT", "0"), .. settings];
        if (isInProcess)
        {
            _factory = new Factory(configure ?? (static _ => { }), settings);
            _factory.UseKestrel();
            _factory.StartServer();
            Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        }
        else
        {
            Assert.SkipWhen(configure is not null, InProcessOnly);
            _program = ProgramUnderTest.Start(
                ProgramUnderTest.Command("McpAspire.Server", [.. settings.Select(static setting => $"--{setting.Name}={setting.Value}")]),
                [("ASPNETCORE_ENVIRONMENT", "Development")]);
            Address = _program.ListeningAsync().GetAwaiter().GetResult();
        }

        Endpoint = new Uri(Address, "/mcp");
    }

    public Uri Address { get; }

    public Uri Endpoint { get; }

    /// <summary>The services of the server.</summary>
    public IServiceProvider Services
    {
        get
        {
            Assert.SkipWhen(_factory is null, InProcessOnly);
            return _factory.Services;
        }
    }

    /// <summary>A server in this process, whatever <see cref="ProgramUnderTest.PublishedServer"/> is.</summary>
    public static ServerHost InProcess(Uri backend, params (string Name, string Value)[] settings) =>
        new(backend, configure: null, isInProcess: true, settings);

    /// <summary>A new client of this server.</summary>
    public Task<McpClient> ConnectAsync() => McpClient.CreateAsync(
        new HttpClientTransport(new() { Endpoint = Endpoint, TransportMode = HttpTransportMode.StreamableHttp }),
        cancellationToken: Cancellation);

    public ValueTask DisposeAsync() => _factory?.DisposeAsync() ?? _program!.DisposeAsync();

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
