using System.Net.ServerSentEvents;
using Microsoft.Net.Http.Headers;

namespace McpAspire.Server.Http;

/// <summary>
/// Serves plain HTTP clients such as curl on the endpoints marked with <see cref="MessageEndpoint.PlainJson"/>: supplies the <c>Accept</c>
/// header that MCP requires, and returns the message of the event stream as <c>application/json</c>.
/// </summary>
internal sealed class PlainJson(RequestDelegate next)
{
    private const string EventStream = "text/event-stream";

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<MessageEndpoint>() is { PlainJson: true } ? ConvertAsync(context) : next(context);

    /// <summary>Whether the client accepts JSON. A missing or invalid header counts as any type.</summary>
    public static bool IsAcceptedBy(HttpRequest request) =>
        request.GetTypedHeaders().Accept is not { Count: > 0 } accepted
            || accepted.Any(static type => type.MatchesMediaType("application/json"));

    private async Task ConvertAsync(HttpContext context)
    {
        if (IsAcceptedBy(context.Request))
        {
            context.Request.Headers.Accept = $"application/json, {EventStream}";
        }

        var (response, body) = (context.Response, context.Response.Body);
        using var buffer = new MemoryStream();
        response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
        }

        var json = response.ContentType?.StartsWith(EventStream, StringComparison.OrdinalIgnoreCase) is true
            ? await LastMessageAsync(context, buffer)
            : buffer.ToArray();
        if (json.Length > 0)
        {
            response.ContentLength = json.Length;
            await body.WriteAsync(json, context.RequestAborted);
        }
    }

    /// <summary>The response is the last message, after any notifications.</summary>
    private static async Task<byte[]> LastMessageAsync(HttpContext context, MemoryStream stream)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.Remove(HeaderNames.ContentEncoding);
        context.Response.Headers.Remove("X-Accel-Buffering");
        stream.Position = 0;
        byte[] last = [];
        await foreach (var item in SseParser.Create(stream, static (_, data) => data.ToArray()).EnumerateAsync(context.RequestAborted))
        {
            last = item.Data;
        }

        return last;
    }
}

/// <summary>Marks the endpoints to which MCP messages are posted.</summary>
/// <param name="PlainJson">Whether the response is plain JSON instead of an event stream.</param>
internal sealed record MessageEndpoint(bool PlainJson);
