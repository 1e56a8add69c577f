using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Authorization;

/// <summary>A backend on real Kestrel that records requests with their headers, and sets a cookie with each response.</summary>
internal sealed class RecordingBackend : LoopbackServer
{
    /// <summary>Each request as text: the line, then its headers.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static Task<RecordingBackend> StartAsync() => StartAsync(new RecordingBackend());

    protected override Task RespondAsync(HttpContext context)
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
