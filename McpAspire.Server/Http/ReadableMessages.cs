using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace McpAspire.Server.Http;

/// <summary>Lets only bodies pass that every reader of JSON reads alike: what the SDK meets later, while a request is served, ends as its caller's 500.</summary>
internal static class ReadableMessages
{
    /// <summary>The most that is reserved on the word of a Content-Length.</summary>
    private const long MostReserved = 64 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Makes every endpoint of <paramref name="endpoints"/> refuse what <see cref="MessageRules"/> refuses.</summary>
    public static TBuilder WithReadableMessages<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Around(RunAsync);

    private static async Task RunAsync(HttpContext context, RequestDelegate handler)
    {
        if (!IsPlainUtf8Json(context.Request))
        {
            await JsonRpcRefusal.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type: the body must be application/json in UTF-8, not compressed.");
            return;
        }

        var (received, reader) = (context.Request.Body, context.Features.Get<IRequestBodyPipeFeature>());
        using var body = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, MostReserved));
        await received.CopyToAsync(body, context.RequestAborted);
        var json = body.GetBuffer().AsMemory(0, (int)body.Length);
        var start = json.Span.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var error = MessageRules.Check(json[start..], out var call);
        context.Features.Set(call);
        if (error is not null)
        {
            await JsonRpcRefusal.WriteAsync(context, StatusCodes.Status400BadRequest, error);
            return;
        }

        body.Position = start;
        // Checked above; the SDK would take a quoted charset for an unknown one.
        (context.Request.Body, context.Request.ContentType) = (body, "application/json");
        context.Features.Set<IRequestBodyPipeFeature>(new BufferedBody(json[start..]));
        try
        {
            await handler(context);
        }
        catch (JsonException) when (!context.Response.HasStarted)
        {
            // The SDK reads the params of initialize before it can answer for them.
            await JsonRpcRefusal.WriteAsync(context, StatusCodes.Status400BadRequest, MessageRules.MalformedParams(json[start..]));
        }
        finally
        {
            context.Features.Set(reader);
            context.Request.Body = received;
        }
    }

    private static bool IsPlainUtf8Json(HttpRequest request) =>
        request.HasJsonContentType()
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.All(static encoding => string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase));
}
