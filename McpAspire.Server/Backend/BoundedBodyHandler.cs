using System.Buffers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Backend;

/// <summary>
/// Buffers the body of a response up to a limit. Runs within an attempt, so the attempt's time limit and the retries also cover a body that
/// is slow or interrupted.
/// </summary>
internal sealed class BoundedBodyHandler(IOptions<BackendOptions> options) : DelegatingHandler
{
    /// <summary>Maximum size of an error body: enough for problem details (RFC 9457); the rest is discarded.</summary>
    private const int RefusalBytes = 64 * 1024;

    private const int ChunkBytes = 16 * 1024;

    /// <exception cref="BackendException">The body of a successful response exceeds the limit.</exception>
    /// <exception cref="HttpRequestException">The connection failed or was interrupted.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await SendOnAsync(request, cancellationToken);
        using var arriving = response.Content;
        try
        {
            response.Content = await ReceiveAsync(arriving, response.IsSuccessStatusCode, cancellationToken);
            return response;
        }
        catch (IOException exception)
        {
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response was interrupted.", exception);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendOnAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException exception)
        {
            // HttpClient does not wrap the failure of a connection that is closed immediately after it was opened.
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, "The connection was closed as soon as it was opened.", exception);
        }
    }

    private async Task<ByteArrayContent> ReceiveAsync(HttpContent arriving, bool isSuccess, CancellationToken cancellationToken)
    {
        var limit = isSuccess ? options.Value.MaxResponseBytes : RefusalBytes;
        var length = arriving.Headers.ContentLength ?? ChunkBytes;
        if (isSuccess && length > limit)
        {
            throw BackendException.TooLarge(limit);
        }

        var body = new MemoryStream((int)Math.Min(length, limit));
        await using var stream = await arriving.ReadAsStreamAsync(cancellationToken);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int read;
            while (body.Length < limit
                && (read = await stream.ReadAsync(chunk.AsMemory(0, Room(limit - body.Length)), cancellationToken)) > 0)
            {
                body.Write(chunk.AsSpan(0, read));
            }

            if (isSuccess && body.Length == limit && await stream.ReadAsync(chunk.AsMemory(0, 1), cancellationToken) > 0)
            {
                throw BackendException.TooLarge(limit);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length) { Headers = { ContentType = arriving.Headers.ContentType } };
    }

    private static int Room(long left) => (int)Math.Min(ChunkBytes, left);
}
