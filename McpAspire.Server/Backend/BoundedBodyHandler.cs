using System.Buffers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Backend;

/// <summary>
/// Receives the whole body of an answer before it hands the answer on, up to a limit. It stands within one attempt: a body that is slow,
/// hangs or breaks
/// off is subject to the attempt's time limit and to the retries, like the rest of the answer.
/// </summary>
internal sealed class BoundedBodyHandler(IOptions<BackendOptions> options) : DelegatingHandler
{
    /// <summary>What is read of an answer that says no: enough for problem details (RFC 9457); the rest is left.</summary>
    private const int RefusalBytes = 64 * 1024;

    private const int ChunkBytes = 16 * 1024;

    /// <exception cref="BackendException">The body of a success is larger than the limit.</exception>
    /// <exception cref="HttpRequestException">There is no connection, or it broke off within the body.</exception>
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
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer broke off.", exception);
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
            // HttpClient makes this of every other failure, but not of a connection that the backend ends as soon as it is made.
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection ended as soon as it was made.", exception);
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
