using System.Net.Sockets;

namespace McpAspire.Testing.Wire;

/// <summary>Sends raw bytes, valid or not, and reads one HTTP response.</summary>
internal static class RawHttp
{
    /// <param name="server">The address of the server.</param>
    /// <param name="request">The bytes of the request.</param>
    /// <param name="closes">Whether the client closes its side of the connection after the request.</param>
    /// <param name="cancellationToken">Closes the connection.</param>
    /// <returns>The response; <see langword="null"/> if the connection closes without one.</returns>
    public static async Task<RawAnswer?> SendAsync(
        Uri server, ReadOnlyMemory<byte> request, bool closes, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(server.Host, server.Port, cancellationToken);
            var stream = client.GetStream();
            // Reads and writes concurrently, because a server may respond before it has received the entire request.
            var writing = WriteAsync(stream, request, closes, cancellationToken);
            var answer = await ReadAsync(stream, request.Span.StartsWith("HEAD "u8), cancellationToken);
            client.Close();
            await writing;
            return answer;
        }
        finally
        {
            client.Dispose();
        }
    }

    private static async Task WriteAsync(
        NetworkStream stream, ReadOnlyMemory<byte> request, bool closes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request, cancellationToken);
            if (closes)
            {
                stream.Socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The server closed the connection; the response received before is valid.
        }
    }

    /// <returns>The answer; <see langword="null"/> if the connection ends without one.</returns>
    public static async Task<RawAnswer?> ReadAsync(NetworkStream stream, bool isHead, CancellationToken cancellationToken)
    {
        using var received = new MemoryStream();
        var chunk = new byte[64 * 1024];
        while (true)
        {
            var count = await ReadOrEndAsync(stream, chunk, cancellationToken);
            await received.WriteAsync(chunk.AsMemory(0, count), cancellationToken);
            if (RawAnswer.Parse(received.GetBuffer().AsSpan(0, (int)received.Length), ended: count == 0, isHead) is { } answer)
            {
                return answer;
            }

            if (count == 0)
            {
                return null;
            }
        }
    }

    private static async Task<int> ReadOrEndAsync(NetworkStream stream, byte[] chunk, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(chunk, cancellationToken);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
