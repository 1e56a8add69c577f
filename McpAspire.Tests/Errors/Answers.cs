using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace McpAspire.Tests.Errors;

/// <summary>Responses of a failing backend. The clock advances only where stated.</summary>
internal static class Answers
{
    /// <summary>Exceeds the server's limit.</summary>
    private const int TooMany = (1024 * 1024) + 1;

    private const string Json = "application/json";

    /// <summary>The server's default limit of one attempt.</summary>
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);

    public static Func<HttpContext, ManualTime, Task> Close { get; } = static (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    public static Func<HttpContext, ManualTime, Task> BreakOff { get; } = static async (context, _) =>
    {
        context.Response.ContentType = Json;
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"id\":", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    };

    public static Func<HttpContext, ManualTime, Task> DeclareTooMuch { get; } = static (context, _) => TooMuchAsync(context, TooMany);

    public static Func<HttpContext, ManualTime, Task> SendTooMuch { get; } = static (context, _) => TooMuchAsync(context, null);

    public static Func<HttpContext, ManualTime, Task> Status(int status, string? retryAfter = null) => (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    /// <summary>Retry-After as a date, relative to now.</summary>
    public static Func<HttpContext, ManualTime, Task> StatusUntil(int status, TimeSpan wait) => (context, time) =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = (time.GetUtcNow() + wait).ToString("r");
        return Task.CompletedTask;
    };

    public static Func<HttpContext, ManualTime, Task> Text(string text, string type = Json, int status = 200) => (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    };

    public static Func<HttpContext, ManualTime, Task> RedirectTo(Func<HttpContext, string> target, int status) => (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = target(context);
        return Task.CompletedTask;
    };

    /// <summary>Does not respond until the caller disconnects.</summary>
    public static Task Hang(HttpContext context, ManualTime time)
    {
        Pass(time);
        return GoneAsync(context);
    }

    public static async Task HangWithin(HttpContext context, ManualTime time)
    {
        context.Response.ContentType = Json;
        await context.Response.WriteAsync("{\"id\":", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Hang(context, time);
    }

    /// <summary>Sends a byte every third of the attempt's limit: the fourth is too late.</summary>
    public static async Task Drip(HttpContext context, ManualTime time)
    {
        context.Response.ContentType = Json;
        for (var left = UntilLimit(time); left > TimeSpan.Zero; left -= Attempt / 3)
        {
            await context.Response.WriteAsync(" ", CancellationToken.None);
            await context.Response.Body.FlushAsync(CancellationToken.None);
            time.Advance(left < Attempt / 3 ? left : Attempt / 3);
        }

        await GoneAsync(context);
    }

    /// <summary>Exceeds the server's limit, after almost the entire limit of an attempt.</summary>
    public static Task SendTooMuchSlowly(HttpContext context, ManualTime time)
    {
        var left = UntilLimit(time);
        time.Advance(left < Attempt ? left : Attempt - TimeSpan.FromSeconds(1));
        return left < Attempt ? GoneAsync(context) : TooMuchAsync(context, null);
    }

    /// <summary>Advances the clock by the limit of an attempt, or the remaining time of the call.</summary>
    private static void Pass(ManualTime time) => time.Advance(UntilLimit(time));

    /// <summary>Exact for the first call only.</summary>
    private static TimeSpan UntilLimit(ManualTime time)
    {
        var left = FailingSystem.Start + FailingSystem.Deadline - time.GetUtcNow();
        return left > TimeSpan.Zero && left < Attempt ? left : Attempt;
    }

    private static async Task GoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private static async Task TooMuchAsync(HttpContext context, long? declared)
    {
        context.Response.ContentType = Json;
        context.Response.ContentLength = declared;
        var chunk = new byte[64 * 1024];
        try
        {
            for (var sent = 0; sent < TooMany; sent += chunk.Length)
            {
                await context.Response.Body.WriteAsync(chunk.AsMemory(0, Math.Min(chunk.Length, TooMany - sent)), context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stopped reading.
        }
    }
}
