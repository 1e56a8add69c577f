using System.Net;
using System.Net.Sockets;
using System.Text;
using McpAspire.Testing.Replicas;

namespace McpAspire.Testing.Chaos;

/// <summary>Callers with their own connections, without the proxy, that are slow, stall, or send too much.</summary>
internal sealed class SlowCallers(IReadOnlyList<Uri> servers, CallTally tally, SeedRandom random) : IAsyncDisposable
{
    private const int SmallRead = 512;

    private const int TooLargeBody = 512 * 1024;

    private const int LargeArgument = 200 * 1024;

    /// <summary>More calls than the connection's buffers can hold responses for.</summary>
    private const int UnreadCalls = 40;

    private const string ManyRows = /*lang=json,strict*/
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"query_data","arguments":{"dataset":"users","limit":1000}}}""";

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _calls = [];

    /// <summary>Starts one call each, which continues during other calls.</summary>
    public IReadOnlyList<Func<Task>> Kinds =>
    [
        Start(socket => ExchangeAsync(socket, Request(ManyRows), writeSize: 1, SmallRead * 128, IsResult)),
        Start(socket => ExchangeAsync(socket, Request(ManyRows), int.MaxValue, SmallRead, IsResult)),
        Start(socket => ExchangeAsync(socket, Request(ManyRows, TooLargeBody), int.MaxValue, SmallRead, IsTooLarge)),
        Start(socket => ExchangeAsync(socket, Request(LargeCall()), int.MaxValue, SmallRead, IsInvalidArgument)),
        Start(socket => StallAsync(socket, Request(ManyRows)[..^20])),
        Start(socket => StallAsync(socket, string.Concat(Enumerable.Repeat(Request(ManyRows, version: "1.1"), UnreadCalls)))),
    ];

    /// <summary>Waits for responses; stalled callers disconnect.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_calls);
        _stopping.Dispose();
    }

    private static string Request(string body, int? length = null, string version = "1.0") =>
        $"POST /mcp HTTP/{version}\r\nHost: localhost\r\nAccept: application/json, text/event-stream\r\n"
        + $"Content-Type: application/json\r\nContent-Length: {length ?? body.Length}\r\n\r\n{body}";

    /// <summary>One JSON-RPC message with a result; a tool error is one, an internal error is not.</summary>
    private static bool IsResult(string response) =>
        response.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) && response.Split("\"jsonrpc\"").Length == 2
        && response.Contains("\"result\"", StringComparison.Ordinal) && !response.Contains("INTERNAL_ERROR", StringComparison.Ordinal);

    private static bool IsTooLarge(string response) => response.StartsWith("HTTP/1.1 413 ", StringComparison.Ordinal);

    private static bool IsInvalidArgument(string response) =>
        IsResult(response) && response.Contains("VALIDATION_ERROR", StringComparison.Ordinal);

    private static string LargeCall() => ManyRows.Replace("users", new string('x', LargeArgument), StringComparison.Ordinal);

    private Func<Task> Start(Func<Socket, Task> call) => () =>
    {
        _calls.Add(CallAsync(random.Pick(servers), call));
        return Task.CompletedTask;
    };

    private async Task CallAsync(Uri server, Func<Socket, Task> call)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = SmallRead };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, server.Port);
            await call(socket);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            tally.Failures.Enqueue($"slow caller: {exception.Message}");
        }

        tally.Calls.Increment();
    }

    private async Task ExchangeAsync(Socket socket, string request, int writeSize, int readSize, Func<string, bool> isExpected)
    {
        using var timeout = new CancellationTokenSource(ResponseTimeout);
        for (var left = Encoding.ASCII.GetBytes(request).AsMemory(); left.Length > 0;)
        {
            left = left[await socket.SendAsync(left[..Math.Min(writeSize, left.Length)], timeout.Token)..];
        }

        using var response = new MemoryStream();
        var chunk = new byte[readSize];
        for (int length; (length = await socket.ReceiveAsync(chunk, timeout.Token)) > 0;)
        {
            response.Write(chunk.AsSpan(0, length));
            await Task.Yield();
        }

        var text = Encoding.UTF8.GetString(response.GetBuffer().AsSpan(0, (int)response.Length));
        if (isExpected(text))
        {
            tally.AddAnswer();
        }
        else
        {
            tally.Failures.Enqueue($"slow caller: {text[..Math.Min(text.Length, 300)]}");
        }
    }

    /// <summary>Stays connected without reading until the run stops.</summary>
    private async Task StallAsync(Socket socket, string request)
    {
        try
        {
            for (var left = Encoding.ASCII.GetBytes(request).AsMemory(); left.Length > 0;)
            {
                left = left[await socket.SendAsync(left, _stopping.Token)..];
            }

            await Task.Delay(Timeout.Infinite, _stopping.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            tally.AddCancellation();
        }
    }
}
