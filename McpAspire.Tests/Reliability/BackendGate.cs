using System.Net;
using System.Net.Sockets;

namespace McpAspire.Tests.Reliability;

/// <summary>
/// A port in front of a backend. While closed, it resets existing and new connections, but stays bound, so that no other test can get it.
/// </summary>
internal sealed class BackendGate : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _backend;
    private readonly Task _accepting;
    private TaskCompletionSource? _shut = NewSource();
    private int _refused;

    public BackendGate(Uri backend)
    {
        _backend = backend;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Number of connection attempts while closed.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public void Shut() => Interlocked.Exchange(ref _shut, null)?.TrySetResult();

    public void Open() => Volatile.Write(ref _shut, NewSource());

    public async ValueTask DisposeAsync()
    {
        Shut();
        _listener.Dispose();
        await _accepting;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Reset(Socket socket)
    {
        socket.LingerState = new(enable: true, seconds: 0);
        socket.Close();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync()));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket caller)
    {
        if (Volatile.Read(ref _shut) is not { } shut)
        {
            Interlocked.Increment(ref _refused);
            Reset(caller);
            return;
        }

        using var backend = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await backend.ConnectAsync(_backend.Host, _backend.Port);
            await using var outer = new NetworkStream(caller);
            await using var inner = new NetworkStream(backend);
            await Task.WhenAny(outer.CopyToAsync(inner), inner.CopyToAsync(outer), shut.Task);
        }
        finally
        {
            Reset(caller);
        }
    }
}
