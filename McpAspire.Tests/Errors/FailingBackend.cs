using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace McpAspire.Tests.Errors;

/// <summary>A backend that fails in one way, and records received tokens.</summary>
internal sealed class FailingBackend(Func<HttpContext, ManualTime, Task> answer, ManualTime time) : LoopbackServer
{
    /// <summary>The Authorization header of each request; empty if it had none.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static Task<FailingBackend> StartAsync(Func<HttpContext, ManualTime, Task> answer, ManualTime time) =>
        StartAsync(new FailingBackend(answer, time));

    protected override Task RespondAsync(HttpContext context)
    {
        Requests.Enqueue(context.Request.Headers.Authorization.ToString());
        return answer(context, time);
    }
}
