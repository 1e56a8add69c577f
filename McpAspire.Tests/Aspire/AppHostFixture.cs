using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace McpAspire.Tests.Aspire;

/// <summary>The whole system, started once by its AppHost, with random ports and data of its own.</summary>
public class AppHostFixture : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly BackendDataDirectory _data = new();
    private readonly string[] _arguments;
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _app;

    public AppHostFixture()
        : this([])
    {
    }

    protected AppHostFixture(string[] arguments)
    {
        _arguments = arguments;
    }

    /// <summary>Where the local Entra ID keeps its files.</summary>
    public string EntraDirectory => Path.Combine(_data.Path, "entra");

    public DistributedApplication App => _app ?? throw new InvalidOperationException("The AppHost has not started.");

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        // Kept: to dispose of the builder is to end the application that it built.
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.McpAspire_AppHost>([$"--MOCK_DATA_DIRECTORY={_data.Path}", .. _arguments], limit.Token);
        _builder.Services.AddLogging(logging => logging.ClearProviders());
        _app = await _builder.BuildAsync(limit.Token);
        await _app.StartAsync(limit.Token);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("mcp-client", limit.Token);
    }

    /// <summary>Where a resource listens.</summary>
    public Uri AddressOf(string resource) => App.GetEndpoint(resource, "http");

    public Task<McpClient> ConnectAsync(CancellationToken cancellationToken, string? token = null) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(AddressOf("mcp-server"), "/mcp"),
            AdditionalHeaders = token is null ? null : new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
        }),
        cancellationToken: cancellationToken);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await (_builder?.DisposeAsync() ?? ValueTask.CompletedTask);
        _data.Dispose();
    }
}
