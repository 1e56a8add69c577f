using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace McpAspire.Testing.Chaos;

/// <summary>Callers on connections of their own, straight to a server, that are slow, break off, or send too much.</summary>
internal sealed partial class SlowCallers(IReadOnlyList<Uri> servers, ChaosTally tally, Dice dice) : IAsyncDisposable
{
    private const int Sip = 512;

    /// <summary>Twice what a server takes.</summary>
    private const int TooMuch = 2 * 1024 * 1024;

    private const int Much = 900 * 1024;

    /// <summary>More calls than the connection's buffers have room for answers.</summary>
    private const int DeafCalls = 40;

    private const string ManyRows = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"query_data","arguments":{"dataset":"users","limit":1000}}}""";

    /// <summary>Who waits longer gets no answer.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task> _calls = [];

    public static IReadOnlyList<SlowCaller> Kinds => Enum.GetValues<SlowCaller>();

    /// <summary>Begins a call, which goes on while others are made.</summary>
    public Task Begin(SlowCaller caller)
    {
        _calls.Add(CallAsync(caller, dice.Pick(servers)));
        return Task.CompletedTask;
    }

    /// <summary>Waits for the answers; those who wait for nothing go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_calls);
        _ending.Dispose();
    }

    [GeneratedRegex("\"jsonrpc\"")]
    private static partial Regex MessagePattern { get; }

    private static string Request(string body, int? length = null) => string.Create(CultureInfo.InvariantCulture,
        $"POST /mcp HTTP/1.0\r\nHost: localhost\r\nAccept: application/json, text/event-stream\r\nContent-Type: application/json\r\nContent-Length: {length ?? body.Length}\r\n\r\n{body}");

    private static string Talk() => ManyRows.Replace("users", new string('x', Much), StringComparison.Ordinal);

    private async Task CallAsync(SlowCaller caller, Uri server)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, server.Port);
            await (caller switch
            {
                SlowCaller.Drips => AskAsync(socket, Request(ManyRows), 1, int.MaxValue, static answer => IsAnswer(answer)),
                SlowCaller.Sips => AskAsync(socket, Request(ManyRows), int.MaxValue, Sip, static answer => IsAnswer(answer)),
                SlowCaller.SendsTooMuch => AskAsync(socket, Request(ManyRows, TooMuch), int.MaxValue, int.MaxValue, static answer => answer.StartsWith("HTTP/1.1 413 ", StringComparison.Ordinal)),
                SlowCaller.TalksTooMuch => AskAsync(socket, Request(Talk()), int.MaxValue, int.MaxValue, static answer => IsAnswer(answer) && answer.Contains("VALIDATION_ERROR", StringComparison.Ordinal)),
                SlowCaller.Stops => LeaveAsync(socket, Request(ManyRows)[..^20]),
                SlowCaller.IsDeaf or _ => LeaveAsync(socket, string.Concat(Enumerable.Repeat(Request(ManyRows).Replace("HTTP/1.0", "HTTP/1.1", StringComparison.Ordinal), DeafCalls))),
            });
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            tally.Fail($"{caller}: {exception.Message}");
        }
    }

    /// <summary>One answer, right or with an error that says what went wrong.</summary>
    private static bool IsAnswer(string answer) =>
        answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) && MessagePattern.Count(answer) == 1 && answer.Contains("\"result\"", StringComparison.Ordinal) && !answer.Contains("INTERNAL_ERROR", StringComparison.Ordinal);

    private async Task AskAsync(Socket socket, string request, int write, int read, Func<string, bool> isRight)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        for (var left = Encoding.ASCII.GetBytes(request).AsMemory(); left.Length > 0;)
        {
            left = left[await socket.SendAsync(left[..Math.Min(write, left.Length)], limit.Token)..];
            await PauseAsync(write);
        }

        var answer = new MemoryStream();
        var sip = new byte[Math.Min(read, 64 * 1024)];
        int length;
        while ((length = await socket.ReceiveAsync(sip, limit.Token)) > 0)
        {
            answer.Write(sip.AsSpan(0, length));
            await PauseAsync(read);
        }

        var text = Encoding.UTF8.GetString(answer.GetBuffer().AsSpan(0, (int)answer.Length));
        if (isRight(text))
        {
            tally.Answer();
        }
        else
        {
            tally.Fail(text[..Math.Min(text.Length, 300)]);
        }
    }

    /// <summary>Stays until the server ends the connection, or everybody goes.</summary>
    private async Task LeaveAsync(Socket socket, string request)
    {
        socket.ReceiveBufferSize = Sip;
        try
        {
            for (var left = Encoding.ASCII.GetBytes(request).AsMemory(); left.Length > 0;)
            {
                left = left[await socket.SendAsync(left, _ending.Token)..];
            }

            // Of a connection that ends, a read of no bytes is told; nothing is taken from it.
            await Task.Delay(Timeout.Infinite, _ending.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            tally.Leave();
        }
    }

    private static Task PauseAsync(int piece) => piece == int.MaxValue ? Task.CompletedTask : Task.Delay(Pause);
}
