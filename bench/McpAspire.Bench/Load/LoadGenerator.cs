using System.Diagnostics;

namespace McpAspire.Bench.Load;

/// <summary>Sends a call over several connections, on each the next one as soon as the last is answered.</summary>
internal static class LoadGenerator
{
    private const int StackBytes = 256 * 1024;
    private const int WarmUpCalls = 10_000;
    private const int MaxWarmUps = 2;
    private static readonly TimeSpan FirstCallTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(10);

    /// <summary>Calls until the first correct response; a server may still be waiting for its token.</summary>
    /// <exception cref="InvalidDataException">There was none within a minute.</exception>
    public static async Task FirstAsync(Uri server, Call call)
    {
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await RunAsync(server, call, connections: 1, calls: 1);
                return;
            }
            catch (InvalidDataException) when (Stopwatch.GetElapsedTime(start) < FirstCallTimeout)
            {
                await Task.Delay(RetryDelay);
            }
        }
    }

    /// <summary>Loads the server for a time, longer on a busy machine: the runtime recompiles a method after a number of calls.</summary>
    public static async Task WarmUpAsync(Uri server, Call call, int connections, TimeSpan duration)
    {
        await FirstAsync(server, call);
        var calls = 0L;
        for (var turn = 0; turn == 0 || (turn < MaxWarmUps && calls < WarmUpCalls); turn++)
        {
            calls += (await RunAsync(server, call, connections, duration)).Calls;
        }
    }

    /// <summary>Loads the server for a time.</summary>
    /// <exception cref="InvalidDataException">A response is incorrect.</exception>
    public static Task<LoadResult> RunAsync(Uri server, Call call, int connections, TimeSpan duration) =>
        RunAsync(server, call, connections, duration, long.MaxValue);

    /// <summary>Makes a number of calls, the same on each connection.</summary>
    /// <exception cref="InvalidDataException">A response is incorrect.</exception>
    public static Task<LoadResult> RunAsync(Uri server, Call call, int connections, long calls) =>
        RunAsync(server, call, connections, TimeSpan.FromHours(1), Math.Max(1, calls / connections));

    private static async Task<LoadResult> RunAsync(Uri server, Call call, int connections, TimeSpan duration, long maxCalls)
    {
        var start = Stopwatch.GetTimestamp();
        var sending = Enumerable.Range(0, connections).Select(_ => OnThreadAsync(() => Send(server, call, start, duration, maxCalls)));
        var parts = await Task.WhenAll(sending);
        var latencies = LoadResult.CreateHistogram();
        var perSecond = new long[parts.Max(static part => part.PerSecond.Length)];
        foreach (var part in parts)
        {
            latencies.Add(part.Latencies);
            for (var second = 0; second < part.PerSecond.Length; second++)
            {
                perSecond[second] += part.PerSecond[second];
            }
        }

        return new(Stopwatch.GetElapsedTime(start), latencies, perSecond);
    }

    private static LoadResult Send(Uri server, Call call, long start, TimeSpan duration, long maxCalls)
    {
        using var connection = new HttpConnection(server);
        var latencies = LoadResult.CreateHistogram();
        var perSecond = new List<long>();
        var end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        for (var now = Stopwatch.GetTimestamp(); now < end && latencies.TotalCount < maxCalls;)
        {
            call.Check(connection.Exchange(call.Request));
            var after = Stopwatch.GetTimestamp();
            latencies.RecordValue(after - now);
            var second = (int)((after - start) / Stopwatch.Frequency);
            while (perSecond.Count <= second)
            {
                perSecond.Add(0);
            }

            perSecond[second]++;
            now = after;
        }

        return new(Stopwatch.GetElapsedTime(start), latencies, [.. perSecond]);
    }

    /// <summary>Runs on a thread of its own; the pool would add threads one by one.</summary>
    private static Task<T> OnThreadAsync<T>(Func<T> run)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(Run, StackBytes) { IsBackground = true }.Start();
        return result.Task;

        void Run()
        {
            try
            {
                result.SetResult(run());
            }
            catch (Exception exception) when (exception is InvalidDataException or System.Net.Sockets.SocketException)
            {
                result.SetException(exception);
            }
        }
    }
}
