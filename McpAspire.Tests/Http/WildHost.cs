using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Http;

/// <summary>The server with the settings of docs/HTTP_REQUESTS.md, and the mock backend.</summary>
public sealed class WildHost : IAsyncLifetime
{
    private readonly BackendFixture _backend = new();
    private ServerHost? _server;

    public Uri Address => _server!.Address;

    public async ValueTask InitializeAsync()
    {
        await _backend.InitializeAsync();
        _server = new ServerHost(
            _backend.Address,
            ProgramUnderTest.PublishedServer is null ? ShortenGrace : null,
            ("ALLOWED_HOSTS", "mcp.example.com *.svc.example.com"),
            ("ALLOWED_ORIGINS", "https://tools.example.com"));
    }

    public async ValueTask DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _backend.DisposeAsync();
    }

    /// <summary>Shorter than the default of five seconds, to avoid waiting.</summary>
    private static void ShortenGrace(IServiceCollection services) => services.Configure<KestrelServerOptions>(
        static kestrel => kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(1.1)));
}
