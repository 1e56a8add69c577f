using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Authorization;

/// <summary>A backend on real Kestrel that records requests with their headers, and sets a cookie with each response.</summary>
internal sealed class RecordingBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RecordingBackend(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Each request as text: the line, then its headers.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<RecordingBackend> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var backend = new RecordingBackend(builder.Build());
        await backend._app.StartAsync(TestContext.Current.CancellationToken);
        return backend;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var headers = string.Join('\n', request.Headers.Select(header => $"{header.Key}: {header.Value}"));
        Requests.Enqueue($"{request.Method} {request.Path}{request.QueryString}\n{headers}");
        context.Response.ContentType = "application/json";
        context.Response.Cookies.Append("session", "of-the-first-caller");
        return context.Response.WriteAsync(
            """{"id":"1","name":"Ada","email":"ada@example.com","created_at":"2025-01-20T10:18:36Z"}""", context.RequestAborted);
    }
}
