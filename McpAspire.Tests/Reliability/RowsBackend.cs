using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Reliability;

/// <summary>A backend on real Kestrel with one dataset, whose rows a test provides as JSON.</summary>
internal sealed class RowsBackend(IReadOnlyList<string> rows) : LoopbackServer
{
    /// <summary>The requested number of rows of each request.</summary>
    public ConcurrentQueue<int> Limits { get; } = new();

    public static Task<RowsBackend> StartAsync(IReadOnlyList<string> rows) => StartAsync(new RowsBackend(rows));

    protected override async Task RespondAsync(HttpContext context)
    {
        using var query = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var (skip, limit) = (query.RootElement.GetProperty("skip").GetInt32(), query.RootElement.GetProperty("limit").GetInt32());
        Limits.Enqueue(limit);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            $$"""{"dataset":"rows","total":{{rows.Count}},"data":[{{string.Join(',', rows.Skip(skip).Take(limit))}}]}""",
            context.RequestAborted);
    }
}
