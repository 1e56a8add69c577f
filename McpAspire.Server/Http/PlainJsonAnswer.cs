using System.Net.ServerSentEvents;
using Microsoft.Net.Http.Headers;

namespace McpAspire.Server.Http;

/// <summary>Serves plain HTTP clients such as curl: supplies the Accept header that MCP asks for, and unwraps the event stream of the answer.</summary>
internal static class PlainJsonAnswer
{
    private const string EventStream = "text/event-stream";

    /// <summary>Makes every endpoint of <paramref name="endpoints"/> answer one JSON-RPC message as <c>application/json</c>.</summary>
    public static TBuilder WithPlainJsonAnswers<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Around(static async (context, handler) => await WriteAsync(context, await RunAsync(context, handler)));

    /// <summary>Runs <paramref name="handler"/> without sending what it writes.</summary>
    /// <returns>The last message of its event stream, which is the answer (notifications come before it); of any other answer, the body.</returns>
    public static async Task<byte[]> RunAsync(HttpContext context, RequestDelegate handler)
    {
        if (AcceptsJson(context.Request))
        {
            context.Request.Headers.Accept = $"application/json, {EventStream}";
        }

        var (response, body) = (context.Response, context.Response.Body);
        using var buffer = new MemoryStream();
        response.Body = buffer;
        try
        {
            await handler(context);
        }
        finally
        {
            response.Body = body;
        }

        if (response.ContentType?.StartsWith(EventStream, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return buffer.ToArray();
        }

        response.ContentType = "application/json";
        response.Headers.Remove(HeaderNames.ContentEncoding);
        response.Headers.Remove("X-Accel-Buffering");
        buffer.Position = 0;
        byte[] last = [];
        await foreach (var item in SseParser.Create(buffer, static (_, data) => data.ToArray()).EnumerateAsync(context.RequestAborted))
        {
            last = item.Data;
        }

        return last;
    }

    public static Task WriteAsync(HttpContext context, byte[] body)
    {
        if (body.Length == 0)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static bool AcceptsJson(HttpRequest request) =>
        request.GetTypedHeaders().Accept is not { Count: > 0 } accepted || accepted.Any(type => type.MatchesMediaType("application/json"));
}
