using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace McpAspire.MockBackend.Faults;

/// <summary>Applies a fault to a request.</summary>
internal sealed class FaultInjection(RequestDelegate next, IHostApplicationLifetime lifetime, TimeProvider time)
{
    // A flush completes when the server has the bytes, not the network: an immediate reset would overtake them.
    private static readonly TimeSpan TimeToSend = TimeSpan.FromMilliseconds(250);

    public async Task InjectAsync(HttpContext context, Fault fault)
    {
        if (fault.Delay > TimeSpan.Zero && !await WaitAsync(context, fault.Delay))
        {
            context.Abort();
            return;
        }

        await (fault.Kind switch
        {
            FaultKind.Delay => next(context),
            FaultKind.Status =>
                TypedResults.Problem(title: "Injected fault", statusCode: Prepare(context, fault).StatusCode).ExecuteAsync(context),
            FaultKind.Redirect => RedirectAsync(context, fault),
            FaultKind.Hang => HangAsync(context),
            FaultKind.DropBefore => DropAsync(context),
            FaultKind.DropAfter => WorkAsync(context, fault, _ => DropAsync(context)),
            FaultKind.TruncatedBody => WorkAsync(
                context, fault, body => SpoiledBody.WriteAsync(context, body[..(body.Length / 2)], context.Response.ContentType)),
            FaultKind.GarbageBody =>
                WorkAsync(context, fault, _ => SpoiledBody.WriteAsync(context, SpoiledBody.Garbage, "application/json")),
            FaultKind.HtmlBody =>
                WorkAsync(context, fault, _ => SpoiledBody.WriteAsync(context, SpoiledBody.Html, "text/html; charset=utf-8")),
            FaultKind.HugeBody => WorkAsync(context, fault, _ => SpoiledBody.WriteHugeAsync(context, fault.Size)),
            FaultKind.SlowBody => WorkAsync(context, fault, body => DripAsync(context, body, fault.Interval)),
            FaultKind.DropBody or _ => WorkAsync(context, fault, body => DropHalfwayAsync(context, body)),
        });
    }

    private static HttpResponse Prepare(HttpContext context, Fault fault)
    {
        context.Response.StatusCode = fault.Status ?? context.Response.StatusCode;
        if (fault.RetryAfter is { } retryAfter)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return context.Response;
    }

    private static Task RedirectAsync(HttpContext context, Fault fault)
    {
        var response = Prepare(context, fault);
        response.Headers.Location = fault.Location ?? context.Request.GetEncodedPathAndQuery();
        return response.CompleteAsync();
    }

    private async Task HangAsync(HttpContext context)
    {
        await WaitAsync(context, Timeout.InfiniteTimeSpan);
        context.Abort();
    }

    private static Task DropAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private async Task DropHalfwayAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await WaitAsync(context, TimeToSend);
        context.Abort();
    }

    private async Task DripAsync(HttpContext context, ReadOnlyMemory<byte> body, TimeSpan interval)
    {
        context.Response.ContentLength = body.Length;
        for (var sent = 0; sent < body.Length; sent++)
        {
            await context.Response.Body.WriteAsync(body.Slice(sent, 1), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (!await WaitAsync(context, interval))
            {
                context.Abort();
                return;
            }
        }
    }

    /// <summary>Calls the API, and passes its response body to <paramref name="respond" /> instead of sending it.</summary>
    private async Task WorkAsync(HttpContext context, Fault fault, Func<ReadOnlyMemory<byte>, Task> respond)
    {
        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var body = new MemoryStream();
        var buffered = new StreamResponseBodyFeature(body);
        context.Features.Set<IHttpResponseBodyFeature>(buffered);
        try
        {
            await next(context);
            await buffered.CompleteAsync();
        }
        finally
        {
            context.Features.Set(original);
        }

        Prepare(context, fault).ContentLength = null;
        await respond(body.ToArray());
    }

    /// <summary>Waits; false if the caller disconnects or the process stops first.</summary>
    private async Task<bool> WaitAsync(HttpContext context, TimeSpan duration)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(duration, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ended.IsCancellationRequested;
    }
}
