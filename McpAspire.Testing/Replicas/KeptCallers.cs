using System.Collections.Concurrent;
using System.Net.Sockets;
using McpAspire.Testing.Wire;

namespace McpAspire.Testing.Replicas;

/// <summary>
/// Callers that keep a connection to one replica until a response announces its end, and never repeat a call. Every second one pauses
/// between its calls, as people do.
/// </summary>
internal sealed class KeptCallers : IAsyncDisposable
{
    private static readonly McpCall User = McpCall.Tool(Revision.July2026, "get_user_profile", new() { ["user_id"] = "123" });

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    private readonly ReplicaSet _replicas;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _calling;
    private int _connections;

    /// <param name="replicas">Whom they call.</param>
    /// <param name="count">Number of callers.</param>
    public KeptCallers(ReplicaSet replicas, int count)
    {
        _replicas = replicas;
        _calling = Task.WhenAll(Enumerable.Range(0, count).Select(CallUntilStoppedAsync));
    }

    public CompletionCounter Calls { get; } = new();

    /// <summary>Connections that were opened.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Calls without a correct result.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    /// <summary>Waits for this many further calls.</summary>
    public async Task WaitForCallsAsync(int calls) => await await Task.WhenAny(Calls.WaitForAsync(calls), _calling);

    /// <summary>Stops calling; calls in flight are completed.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _calling;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _calling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task CallUntilStoppedAsync(int number)
    {
        var random = new SeedRandom((ulong)number);
        while (!_stopping.IsCancellationRequested)
        {
            if (_replicas.Next() is not { } replica)
            {
                Failures.Enqueue("No replica is ready.");
                return;
            }

            await CallOnOneConnectionAsync(replica, number % 2 == 0 ? TimeSpan.Zero : MaxPause * random.Next(100) / 100);
        }
    }

    private async Task CallOnOneConnectionAsync(Uri replica, TimeSpan pause)
    {
        try
        {
            using var connection = await KeptConnection.OpenAsync(replica, CancellationToken.None);
            Interlocked.Increment(ref _connections);
            var request = RawRequest.Of(replica, "/mcp", User);
            while (!connection.IsEnding && !_stopping.IsCancellationRequested)
            {
                var answer = await connection.SendAsync(request, CancellationToken.None);
                if (answer.Status != 200 || !answer.Body.Contains("\"structuredContent\":{\"id\":\"123\"", StringComparison.Ordinal))
                {
                    Failures.Enqueue($"{answer.Status}: {answer.Body}");
                }

                Calls.Increment();
                await Task.Delay(pause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            Failures.Enqueue($"{replica}: {exception.Message}");
            Calls.Increment();
        }
    }
}
