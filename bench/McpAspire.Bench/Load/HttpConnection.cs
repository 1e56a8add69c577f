using System.Buffers.Text;
using System.Net.Sockets;

namespace McpAspire.Bench.Load;

/// <summary>One HTTP/1.1 connection that sends the same bytes repeatedly. It blocks, which costs the load generator least.</summary>
internal sealed class HttpConnection : IDisposable
{
    private const int Status = 9;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        ReceiveTimeout = 60_000,
    };

    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    public HttpConnection(Uri server)
    {
        _socket.Connect(server.Host, server.Port);
    }

    public void Dispose() => _socket.Dispose();

    /// <returns>The whole response, valid until the next call.</returns>
    /// <exception cref="InvalidDataException">The status is not 200, or the server closed the connection.</exception>
    public ReadOnlySpan<byte> Exchange(ReadOnlySpan<byte> request)
    {
        _socket.Send(request);
        _filled = 0;
        int head;
        while ((head = Received.IndexOf("\r\n\r\n"u8)) < 0)
        {
            Receive();
        }

        var headers = _buffer.AsSpan(0, head);
        if (!headers[Status..].StartsWith("200"u8))
        {
            throw new InvalidDataException($"The server responded: {System.Text.Encoding.UTF8.GetString(Received)}");
        }

        var body = head + 4;
        if (HeaderValue(headers, "Content-Length: "u8) is { Length: > 0 } text && Utf8Parser.TryParse(text, out int length, out _))
        {
            ReceiveUpTo(body + length);
        }
        else
        {
            ReceiveChunks(body);
        }

        return Received;
    }

    private Span<byte> Received => _buffer.AsSpan(0, _filled);

    private static ReadOnlySpan<byte> HeaderValue(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name) =>
        headers.IndexOf(name) is >= 0 and var at ? headers[(at + name.Length)..] : default;

    private void ReceiveChunks(int start)
    {
        while (true)
        {
            int end;
            while ((end = Received[start..].IndexOf("\r\n"u8)) < 0)
            {
                Receive();
            }

            if (!Utf8Parser.TryParse(Received.Slice(start, end), out int size, out _, 'x'))
            {
                throw new InvalidDataException("A chunk of the response has no size.");
            }

            start += end + 2 + size + 2;
            ReceiveUpTo(start);
            if (size == 0)
            {
                return;
            }
        }
    }

    private void ReceiveUpTo(int length)
    {
        while (_filled < length)
        {
            Receive();
        }
    }

    private void Receive()
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = _socket.Receive(_buffer.AsSpan(_filled));
        _filled += read > 0 ? read : throw new InvalidDataException("The server closed the connection.");
    }
}
