using Microsoft.AspNetCore.Http;

namespace McpAspire.Testing;

/// <summary>A backend that returns users only when released, and reports callers that disconnect.</summary>
internal sealed class BlockedBackend : LoopbackServer
{
    /// <summary>Completes when a call is received.</summary>
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Releases all calls.</summary>
    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a caller disconnects before the response.</summary>
    public TaskCompletionSource Aborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Task<BlockedBackend> StartAsync() => StartAsync(new BlockedBackend());

    public override async ValueTask DisposeAsync()
    {
        Released.TrySetResult();
        await base.DisposeAsync();
    }

    protected override async Task RespondAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/users", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var aborted = context.RequestAborted.Register(() => Aborted.TrySetResult());
        Started.TrySetResult();
        await Task.WhenAny(Released.Task, Aborted.Task);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            """{"id":"1","name":"Ada","email":"ada@example.com","created_at":"2025-01-20T10:18:36Z"}""",
            Cancellation);
    }
}
