using System.Collections.Concurrent;
using McpAspire.Tests.Unit.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Errors;

/// <summary>A backend on real Kestrel that fails in one way, and records received tokens.</summary>
internal sealed class FailingBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FailingBackend(WebApplication app, Func<HttpContext, ManualTime, Task> answer, ManualTime time)
    {
        _app = app;
        app.Run(context =>
        {
            Requests.Enqueue(context.Request.Headers.Authorization.ToString());
            return answer(context, time);
        });
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The Authorization header of each request; empty if it had none.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<FailingBackend> StartAsync(Func<HttpContext, ManualTime, Task> answer, ManualTime time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var backend = new FailingBackend(builder.Build(), answer, time);
        await backend._app.StartAsync(TestContext.Current.CancellationToken);
        return backend;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
