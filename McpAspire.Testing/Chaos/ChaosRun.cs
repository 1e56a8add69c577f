using System.Diagnostics;
using McpAspire.Testing.Replicas;

namespace McpAspire.Testing.Chaos;

/// <summary>
/// Runs servers with a workload identity and callers while their dependencies fail: storms of single faults, each followed by an outage.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    /// <summary>Timeout of waiting for an event.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly ServerLog _log = new();
    private readonly SocketsHttpHandler _sockets = new();
    private readonly HttpMessageInvoker _http;
    private readonly FaultControl _control;
    private readonly SeedRandom _random;
    private ReplicaSet _replicas = null!;
    private ToolCallers _callers = null!;

    private ChaosRun(BackendAddresses addresses, int seed) =>
        (_control, _random, _http) = (new(addresses), new((ulong)seed), new(_sockets));

    public IEnumerable<int> ProcessIds => _replicas.ProcessIds;

    /// <param name="addresses">The dependencies of the servers.</param>
    /// <param name="replicas">Number of servers.</param>
    /// <param name="callers">Number of callers besides the slow ones.</param>
    /// <param name="seed">Selects the faults and the calls, but not which call gets which fault.</param>
    /// <param name="settings">Further settings of the servers.</param>
    public static async Task<ChaosRun> StartAsync(
        BackendAddresses addresses, int replicas, int callers, int seed, params (string Name, string Value)[] settings)
    {
        var run = new ChaosRun(addresses, seed);
        try
        {
            run._replicas = await ReplicaSet.StartAsync(
                replicas, run._log.Read, [.. addresses.ServerSettings, ("Logging__Console__FormatterName", "json"), .. settings]);
            run._callers = await ToolCallers.ConnectAsync(run._replicas.Endpoint, callers, seed, maxAttempts: 1, cancelOneIn: 10);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs storms and outages, then clears all faults and checks the result.</summary>
    /// <param name="maxFaults">Maximum number of faults in a storm; all of them if <see langword="null"/>.</param>
    /// <param name="maxCalls">Maximum number of calls between two faults.</param>
    /// <param name="continues">Whether to run another storm.</param>
    public async Task<ChaosPhase> PlayAsync(int? maxFaults, int maxCalls, Func<bool> continues)
    {
        var tally = _callers.Tally = new CallTally();
        var outages = new List<(TimeSpan?, TimeSpan? UntilServed)>();
        var start = Stopwatch.GetTimestamp();
        var slow = new SlowCallers([.. _replicas.Members.Select(static replica => replica.Address)], tally, _random);
        var faults = new ShuffledFaults(_control, slow, _random);
        _callers.Start();
        do
        {
            for (var left = maxFaults ?? faults.Count; left > 0; left--)
            {
                await faults.BreakAsync();
                await _callers.WaitForCallsAsync(1 + _random.Next(maxCalls));
            }

            outages.Add(await PlayOutageAsync(faults, isBackendHealthy: outages.Count % 2 == 1));
        }
        while (outages[^1].UntilServed is not null && continues());

        var elapsed = Stopwatch.GetElapsedTime(start);
        await _callers.StopAsync();
        await slow.DisposeAsync();
        await _callers.CompleteWritesAsync();
        var stored = await _callers.CompareTicketsAsync();
        return new(elapsed, faults.Counts, outages, tally, _callers.PendingWrites, stored, _log.Expected, [.. _log.Unexpected]);
    }

    public async ValueTask DisposeAsync()
    {
        await (_callers?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_replicas?.DisposeAsync() ?? ValueTask.CompletedTask);
        _control.Dispose();
        _http.Dispose();
        _sockets.Dispose();
    }

    /// <summary>No tokens, until those in use have expired, or until the backend is reported as unhealthy.</summary>
    private async Task<(TimeSpan? UntilUnready, TimeSpan? UntilServed)> PlayOutageAsync(ShuffledFaults faults, bool isBackendHealthy)
    {
        await faults.BreakTokensAsync();
        await (isBackendHealthy ? Task.CompletedTask : faults.BreakHealthAsync());
        var untilUnready = await UntilAllAsync(static replica => Task.FromResult(!replica.IsReady));
        await _control.RepairAsync();
        return (untilUnready, await UntilAllAsync(IsServingAsync));
    }

    /// <summary>Time until the condition holds for every server; <see langword="null"/> after the timeout.</summary>
    private async Task<TimeSpan?> UntilAllAsync(Func<Replica, Task<bool>> condition)
    {
        var start = Stopwatch.GetTimestamp();
        var held = await Task.WhenAll(_replicas.Members.Select(async replica =>
        {
            using var timer = new PeriodicTimer(PollInterval);
            while (Stopwatch.GetElapsedTime(start) < Limit)
            {
                if (await condition(replica))
                {
                    return true;
                }

                await timer.WaitForNextTickAsync();
            }

            return false;
        }));
        return Array.TrueForAll(held, static one => one) ? Stopwatch.GetElapsedTime(start) : null;
    }

    /// <summary>Whether it is ready and handles a call that needs the backend and a token.</summary>
    private async Task<bool> IsServingAsync(Replica replica)
    {
        if (!replica.IsReady)
        {
            return false;
        }

        var call = McpCall.Tool(Revision.July2026, "get_user_profile", new() { ["user_id"] = "123" });
        using var request = call.ToRequest(new Uri(replica.Address, "/mcp"));
        using var response = await _http.SendAsync(request, CancellationToken.None);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode && !body.Contains("\"isError\":true", StringComparison.Ordinal);
    }
}
