using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Http;

/// <summary>A backend on real Kestrel that responds only when released, and reports callers that disconnect.</summary>
internal sealed class BlockedBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BlockedBackend(WebApplication app)
    {
        _app = app;
        app.MapGet("/users/{id}", AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Completes when a call is received.</summary>
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Releases all calls.</summary>
    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a caller disconnects before the response.</summary>
    public TaskCompletionSource Aborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<BlockedBackend> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var backend = new BlockedBackend(builder.Build());
        await backend._app.StartAsync(TestContext.Current.CancellationToken);
        return backend;
    }

    public async ValueTask DisposeAsync()
    {
        Released.TrySetResult();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var aborted = context.RequestAborted.Register(() => Aborted.TrySetResult());
        Started.TrySetResult();
        await Task.WhenAny(Released.Task, Aborted.Task);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            """{"id":"1","name":"Ada","email":"ada@example.com","created_at":"2025-01-20T10:18:36Z"}""",
            TestContext.Current.CancellationToken);
    }
}
