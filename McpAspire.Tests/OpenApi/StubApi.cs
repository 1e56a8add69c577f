using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace McpAspire.Tests.OpenApi;

/// <summary>One request as it arrived: nothing of the target is decoded.</summary>
internal sealed record ApiCall(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A REST API on real Kestrel that records its requests and answers as it is told.</summary>
internal sealed class StubApi : LoopbackServer
{
    public ConcurrentQueue<ApiCall> Calls { get; } = new();

    /// <summary>Writes the response; by default an empty object.</summary>
    public Func<HttpContext, Task> Respond { get; set; } = static context => Json(context, "{}");

    public static Task Json(HttpContext context, string body, int status = 200)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, "application/json");
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    public static Task<StubApi> StartAsync() => StartAsync(new StubApi());

    protected override async Task RespondAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Calls.Enqueue(new(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(
                static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(context.RequestAborted)));
        await Respond(context);
    }
}
