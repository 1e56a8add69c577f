using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Testing;

/// <summary>A plain HTTP server on real Kestrel, on a free port of loopback.</summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    protected LoopbackServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(RespondAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public virtual ValueTask DisposeAsync() => _app.DisposeAsync();

    protected static async Task<T> StartAsync<T>(T server)
        where T : LoopbackServer
    {
        await server._app.StartAsync(Cancellation);
        return server;
    }

    /// <summary>Handles every request.</summary>
    protected abstract Task RespondAsync(HttpContext context);
}
