using System.Net.Sockets;

namespace McpAspire.Testing.Wire;

/// <summary>One connection for several requests, without the second attempt that HttpClient makes when a kept connection breaks.</summary>
internal sealed class KeptConnection : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };

    private KeptConnection()
    {
    }

    /// <summary>Whether the last answer announced the end of the connection.</summary>
    public bool IsEnding { get; private set; }

    public static async Task<KeptConnection> OpenAsync(Uri server, CancellationToken cancellationToken)
    {
        var connection = new KeptConnection();
        await connection._client.ConnectAsync(server.Host, server.Port, cancellationToken);
        return connection;
    }

    /// <exception cref="IOException">The connection broke, or ended without an answer.</exception>
    public async Task<RawAnswer> SendAsync(RawRequest request, CancellationToken cancellationToken)
    {
        var stream = _client.GetStream();
        await stream.WriteAsync(request.ToBytes(), cancellationToken);
        var answer = await RawHttp.ReadAsync(stream, isHead: false, cancellationToken)
            ?? throw new IOException("The connection ended without an answer.");
        IsEnding = answer.Header("Connection") is "close";
        return answer;
    }

    /// <summary>Whether the server ends its side without sending anything more.</summary>
    public async Task<bool> EndsAsync(CancellationToken cancellationToken) =>
        await _client.GetStream().ReadAsync(new byte[1], cancellationToken) == 0;

    public void Dispose() => _client.Dispose();
}
