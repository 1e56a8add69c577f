using System.Net.Http.Json;
using McpAspire.Client.Compatibility;
using McpAspire.Client.Connection;
using McpAspire.Client.Hosting;
using McpAspire.Client.Tools;
using McpAspire.Tests.Aspire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Client;

namespace McpAspire.Tests.Contracts.Target;

/// <summary>
/// The server under test: in this process with a mock backend (the default), the entire system started by its AppHost
/// (<c>MCP_CONTRACT_TARGET=apphost</c>), or a running server at <c>MCP_SERVER_URL</c> with the identity of the client's settings.
/// </summary>
public sealed class ContractTarget : IAsyncLifetime
{
    private static readonly IConfigurationRoot Environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    private readonly Stack<IAsyncDisposable> _started = new();
    private Uri? _backend;

    /// <summary>The server's MCP endpoint.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Sends requests to the server, with a token if the settings require one.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>A client that is connected to the server; tests share it.</summary>
    public McpClient Client { get; private set; } = null!;

    /// <summary>The server's contract: McpAspire.Server/contract.json.</summary>
    internal Contract Contract { get; private set; } = null!;

    internal static string ContractPath { get; } = Repository.PathOf("McpAspire.Server", "contract.json");

    public async ValueTask InitializeAsync()
    {
        Contract = await ContractFile.ReadAsync(ContractPath, Cancellation);
        var live = Environment["MCP_SERVER_URL"];
        await (Environment["MCP_CONTRACT_TARGET"] switch
        {
            "apphost" => StartAppHostAsync(),
            "memory" => StartServerAsync(),
            null or "" => string.IsNullOrEmpty(live) ? StartServerAsync() : ConnectAsync(live),
            var other =>
                throw new InvalidOperationException($"MCP_CONTRACT_TARGET must be memory or apphost, or not set; it is '{other}'."),
        });
        Client = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = Endpoint, TransportMode = HttpTransportMode.StreamableHttp }, Http),
            cancellationToken: Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await (Client?.DisposeAsync() ?? ValueTask.CompletedTask);
        Http?.Dispose();
        while (_started.TryPop(out var one))
        {
            await one.DisposeAsync();
        }
    }

    /// <summary>The client's methods, one per tool.</summary>
    /// <param name="limit">The timeout of a call.</param>
    internal ToolClient Tools(TimeSpan? limit = null) => new((call, cancellation) => Deadline.WithinAsync(
        limit ?? new McpConnectionOptions().CallTimeout,
        TimeProvider.System,
        limited => Client.CallToolAsync(call, limited).AsTask(),
        cancellation));

    /// <summary>Skips the test if it would write to a foreign backend.</summary>
    public void RequireOwnData() =>
        Assert.SkipWhen(
            _backend is null,
            "This test writes, or depends on the mock backend's data; the server at MCP_SERVER_URL may have another backend. Run it "
                + "without MCP_SERVER_URL.");

    /// <summary>Makes the backend fail until the result is disposed. Skips the test if the backend does not support faults.</summary>
    /// <param name="faults">Rules, as in the mock backend's README.</param>
    public async Task<IAsyncDisposable> FailAsync(params string[] faults)
    {
        Assert.SkipWhen(
            _backend is null,
            "This test makes the backend fail, which it cannot behind the server at MCP_SERVER_URL. Run it without MCP_SERVER_URL.");
        using var response = await Http.PostAsJsonAsync(new Uri(_backend, "/control/faults"), new { faults }, Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}");
        return new Faults(Http, _backend);
    }

    /// <summary>Sends a request unchanged.</summary>
    internal async Task<McpAnswer> SendAsync(McpCall call)
    {
        using var request = call.ToRequest(Endpoint);
        using var response = await Http.SendAsync(request, Cancellation);
        return await McpAnswer.ReadAsync(response, Cancellation);
    }

    private async Task StartServerAsync()
    {
        var backend = new BackendFixture();
        _started.Push(backend);
        await backend.InitializeAsync();
        var server = new ServerHost(backend.Address);
        _started.Push(server);
        (_backend, Endpoint, Http) = (backend.Address, server.Endpoint, new HttpClient(new SocketsHttpHandler()));
    }

    private async Task StartAppHostAsync()
    {
        var system = new AppHostFixture();
        _started.Push(system);
        await system.InitializeAsync();
        (_backend, Endpoint, Http) = (
            system.System.AddressOf("backend"),
            new Uri(system.System.AddressOf("mcp-server"), "/mcp"),
            new HttpClient(new SocketsHttpHandler()));
    }

    /// <summary>Connects with the client's settings.</summary>
    private async Task ConnectAsync(string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.AddClient();
        var client = builder.Build();
        _started.Push(client);
        Endpoint = client.Services.GetRequiredService<IOptions<McpConnectionOptions>>().Value.Endpoint;
        Http = client.Services.GetRequiredService<IHttpClientFactory>().CreateClient(McpConnector.HttpClientName);
        try
        {
            using var alive = await Http.GetAsync(new Uri(Endpoint, "/health/live"), Cancellation);
        }
        catch (HttpRequestException exception)
        {
            throw new InvalidOperationException($"MCP_SERVER_URL is {address}, and no server answers there.", exception);
        }
    }

    private sealed class Faults(HttpClient http, Uri backend) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            using var response = await http.DeleteAsync(new Uri(backend, "/control/faults"), CancellationToken.None);
            response.EnsureSuccessStatusCode();
        }
    }
}
