using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using McpAspire.Server.Telemetry;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol.Protocol;

namespace McpAspire.Server.Http;

/// <summary>
/// Lets only bodies pass that every reader of JSON reads alike: what the SDK meets later, while a request is served, ends as its caller's 500. The tool calls
/// among them are recorded, also those that do not pass.
/// </summary>
internal static class ReadableMessages
{
    private const string JsonType = "application/json";

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Makes every endpoint of <paramref name="endpoints"/> refuse what <see cref="MessageRules"/> refuses.</summary>
    public static TBuilder WithReadableMessages<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Around(RunAsync);

    private static async Task RunAsync(HttpContext context, RequestDelegate handler)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var start = time.GetTimestamp();
        if (!IsPlainUtf8Json(context.Request))
        {
            await JsonRpcRefusal.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type: the body must be application/json in UTF-8, not compressed.");
            return;
        }

        var reader = context.Request.BodyReader;
        var received = await ReceiveAsync(reader, context.RequestAborted);
        var (begin, id, call, error) = Check(received);
        // Nothing is consumed but the mark: whoever reads next gets the message at once, to its end. With a part of it, the SDK refuses members it does not know.
        reader.AdvanceTo(received.GetPosition(begin), received.End);
        context.Features.Set(call);
        try
        {
            if (error is not null)
            {
                await JsonRpcRefusal.WriteAsync(context, StatusCodes.Status400BadRequest, error);
                return;
            }

            // Checked above; the SDK would take a quoted charset for an unknown one.
            context.Request.ContentType = JsonType;
            await handler(context);
        }
        catch (JsonException) when (!context.Response.HasStarted)
        {
            // The SDK reads the params of initialize before it can answer for them.
            await JsonRpcRefusal.WriteAsync(context, StatusCodes.Status400BadRequest, MessageRules.MalformedParams(id));
        }
        finally
        {
            if (call is not null)
            {
                ToolCallRecords.Add(context, call, time.GetElapsedTime(start));
            }
        }
    }

    /// <summary>The whole body, which stays with the reader: the request's limits of size and speed are those of Kestrel.</summary>
    private static async ValueTask<ReadOnlySequence<byte>> ReceiveAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        ReadResult result;
        while (!(result = await reader.ReadAsync(cancellationToken)).IsCompleted)
        {
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }

        return result.Buffer;
    }

    /// <returns>How many bytes come before the message, its id, the tool call that it is, if it is one, and why it is refused.</returns>
    private static (int Begin, RequestId Id, PostedCall? Call, JsonRpcError? Error) Check(ReadOnlySequence<byte> received)
    {
        var length = (int)received.Length;
        // A message that arrived in one piece is checked where it is.
        var rented = received.IsSingleSegment ? null : ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (rented is not null)
            {
                received.CopyTo(rented);
            }

            var json = rented is null ? received.First : rented.AsMemory(0, length);
            var begin = json.Span.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
            var error = MessageRules.Check(json[begin..], out var id, out var call);
            return (begin, id, call, error);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private static bool IsPlainUtf8Json(HttpRequest request) =>
        (request.ContentType == JsonType || HasReadableType(request))
        && (request.Headers.ContentEncoding is { Count: 0 } || request.Headers.ContentEncoding.All(static encoding => string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase)));

    private static bool HasReadableType(HttpRequest request) =>
        request.HasJsonContentType()
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
