using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Reliability;

/// <summary>A backend on real Kestrel with one dataset, whose rows a test provides as JSON.</summary>
internal sealed class RowsBackend : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IReadOnlyList<string> _rows;

    private RowsBackend(WebApplication app, IReadOnlyList<string> rows)
    {
        (_app, _rows) = (app, rows);
        app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The requested number of rows of each request.</summary>
    public ConcurrentQueue<int> Limits { get; } = new();

    public static async Task<RowsBackend> StartAsync(IReadOnlyList<string> rows)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var backend = new RowsBackend(builder.Build(), rows);
        await backend._app.StartAsync(TestContext.Current.CancellationToken);
        return backend;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var query = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var (skip, limit) = (query.RootElement.GetProperty("skip").GetInt32(), query.RootElement.GetProperty("limit").GetInt32());
        Limits.Enqueue(limit);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            $$"""{"dataset":"rows","total":{{_rows.Count}},"data":[{{string.Join(',', _rows.Skip(skip).Take(limit))}}]}""",
            context.RequestAborted);
    }
}
