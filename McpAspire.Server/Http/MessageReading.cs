using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol;

namespace McpAspire.Server.Http;

/// <summary>Reads the body of a message within its limits and parses it (<see cref="Message"/>).</summary>
internal sealed class MessageReading(RequestDelegate next, IOptions<McpHttpOptions> options, BodyBudget budget)
{
    private const string JsonType = "application/json";

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly int _maxTokens = options.Value.MaxJsonTokens;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsPlainUtf8Json(context.Request))
        {
            await JsonRpcRefusal.WriteAsync(
                context,
                StatusCodes.Status415UnsupportedMediaType,
                "Unsupported Media Type: the body must be application/json in UTF-8, not compressed.");
            return;
        }

        var taken = 0L;
        try
        {
            if (await ReceiveAsync(context.Request.BodyReader, context.RequestAborted) is { } json)
            {
                await ServeAsync(context, json);
            }
            else
            {
                await RefuseAsync(context);
            }
        }
        finally
        {
            budget.Release(taken);
        }

        async ValueTask<byte[]?> ReceiveAsync(PipeReader reader, CancellationToken cancellationToken)
        {
            while (true)
            {
                var result = await ReadAsync(reader, cancellationToken);
                if (!TryTake(result.Buffer.Length - taken))
                {
                    reader.AdvanceTo(result.Buffer.End);
                    return null;
                }

                if (result.IsCompleted)
                {
                    var body = result.Buffer.ToArray();
                    reader.AdvanceTo(result.Buffer.End);
                    return body;
                }

                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }

        async Task ServeAsync(HttpContext context, byte[] json)
        {
            var text = json.AsMemory(json.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0);
            var message = MessageReader.Read(text, _maxTokens, tokens => TryTake(tokens * BodyBudget.TokenCost));
            if (message.Status is StatusCodes.Status503ServiceUnavailable)
            {
                await RefuseAsync(context);
                return;
            }

            context.Features.Set(message);
            context.Features.Set<IRequestBodyPipeFeature>(new ReadBody(message.Json));
            // The server has no sessions: ignores an id from another server or an earlier version.
            context.Request.Headers.Remove("Mcp-Session-Id");
            // Checked above; the SDK accepts only one spelling of the charset.
            context.Request.ContentType = JsonType;
            try
            {
                await next(context);
            }
            catch (JsonException) when (!context.Response.HasStarted)
            {
                // The SDK parses the params of initialize before it can respond.
                await JsonRpcRefusal.WriteAsync(context, StatusCodes.Status400BadRequest, message.Id, new()
                {
                    Code = (int)McpErrorCode.InvalidParams,
                    Message = "Invalid params: params do not have the members that the method requires.",
                });
            }
        }

        bool TryTake(long bytes)
        {
            if (!budget.TryTake(bytes))
            {
                return false;
            }

            taken += bytes;
            return true;
        }
    }

    private static Task RefuseAsync(HttpContext context) => JsonRpcRefusal.WriteAsync(
        context,
        StatusCodes.Status503ServiceUnavailable,
        BodyBudget.Exceeded,
        header: (HeaderNames.RetryAfter, "1"));

    private static async ValueTask<ReadResult> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is (IOException and not BadHttpRequestException) or OverflowException)
        {
            // Kestrel throws this for a chunk size beyond 64 bits.
            throw new BadHttpRequestException("The body could not be read.", exception);
        }
    }

    private static bool IsPlainUtf8Json(HttpRequest request) =>
        (request.ContentType == JsonType || HasReadableType(request))
        && request.Headers.ContentEncoding.All(static encoding => string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase));

    private static bool HasReadableType(HttpRequest request) =>
        request.HasJsonContentType()
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Value?.ToUpperInvariant() is "UTF-8" or "UTF8");

    /// <summary>The body as a single buffer: in a segmented body, the SDK rejects unknown members.</summary>
    private sealed class ReadBody(ReadOnlyMemory<byte> json) : IRequestBodyPipeFeature
    {
        public PipeReader Reader { get; } = PipeReader.Create(new ReadOnlySequence<byte>(json));
    }
}
