using System.Diagnostics;
using System.Net.Http.Headers;
using McpAspire.Testing.Replicas;

namespace McpAspire.Testing.Chaos;

/// <summary>
/// Servers with a workload identity, and callers, while what the servers depend on breaks again and again: storms of single faults, and after each an outage
/// in which no server is ready.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    /// <summary>Whatever takes longer does not happen any more.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly ServerLog _log = new();
    private readonly SocketsHttpHandler _sockets = new();
    private readonly ChaosServices _services;
    private readonly JumpingTime _time;
    private readonly int _seed;
    private readonly HttpClient _http;
    private ReplicaSet _replicas = null!;
    private ChaosCallers _callers = null!;
    private int _phases;

    private ChaosRun(ChaosServices services, string clockFile, int seed) => (_services, _time, _seed, _http) = (services, new(clockFile), seed, new(_sockets));

    /// <param name="services">What the servers depend on.</param>
    /// <param name="clockFile">Where the servers' clock is, a file that is not there yet.</param>
    /// <param name="replicas">How many servers.</param>
    /// <param name="callers">How many callers, besides those that are slow.</param>
    /// <param name="seed">Decides what happens, but not which call meets which fault.</param>
    /// <param name="settings">Further settings of the servers.</param>
    public static async Task<ChaosRun> StartAsync(ChaosServices services, string clockFile, int replicas, int callers, int seed, params (string Name, string Value)[] settings)
    {
        var run = new ChaosRun(services, clockFile, seed);
        try
        {
            run._replicas = await ReplicaSet.StartAsync(replicas, run._log.Read, [.. services.Settings, .. Hook(clockFile), ("Logging__Console__FormatterName", "json"), .. settings]);
            run._callers = await ChaosCallers.ConnectAsync(run._replicas.Endpoint, callers, seed);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>The environment of a service whose clock can be set.</summary>
    public static (string Name, string Value)[] Hook(string clockFile) => [("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), (JumpingTime.FileSetting, clockFile)];

    /// <summary>One storm of all the faults there are and one outage after the other, as long as there is to be another; then everything is mended, and what is left is looked at.</summary>
    /// <param name="name">A name for it.</param>
    /// <param name="calls">How many calls end between two faults, at most.</param>
    /// <param name="goesOn">Whether there is to be another storm.</param>
    public async Task<ChaosPhase> PlayAsync(string name, int calls, Func<bool> goesOn)
    {
        var tally = new ChaosTally();
        var dice = new Dice(unchecked((_seed * 1000) - ++_phases));
        var outages = new List<Outage>();
        var start = Stopwatch.GetTimestamp();
        var slow = new SlowCallers([.. _replicas.Members.Select(static replica => replica.Address)], tally, dice);
        using var broken = new ChaosFaults(_services, _time, slow, dice);
        using var stopping = new CancellationTokenSource();
        var calling = _callers.CallAsync(tally, stopping.Token);
        do
        {
            for (var left = broken.Kinds; left > 0; left--)
            {
                await broken.BreakAsync();
                await await Task.WhenAny(tally.Calls.MoreAsync(1 + dice.Next(calls)), calling);
            }

            await (outages.Count % 2 == 0 ? broken.EndAllAsync() : broken.EndTokensAsync());
            var untilOut = await HappensAsync(static replica => Task.FromResult(!replica.IsReady));
            await broken.MendAsync();
            outages.Add(new(untilOut, await HappensAsync(IsServingAsync)));
        }
        while (outages[^1].UntilServed is not null && goesOn());

        var elapsed = Stopwatch.GetElapsedTime(start);
        await stopping.CancelAsync();
        await calling;
        await slow.DisposeAsync();
        await _callers.FinishAsync(tally);
        var (stored, duplicates, unknown) = await _callers.CompareAsync();
        var collected = _log.Collected.MoreAsync(_replicas.Count);
        _time.Collections++;
        await collected.WaitAsync(Limit);
        return new(name, elapsed, broken.Counts, outages, tally, _log.Expected, [.. _log.Unexpected], _callers.Tickets, _callers.Open, stored, duplicates, unknown, ProcessUse.Most(_replicas.ProcessIds));
    }

    public async ValueTask DisposeAsync()
    {
        await (_callers?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_replicas?.DisposeAsync() ?? ValueTask.CompletedTask);
        _http.Dispose();
        _sockets.Dispose();
        _time.Dispose();
    }

    /// <summary>How long it takes until it is true of every server; <see langword="null"/> if it takes too long.</summary>
    private async Task<TimeSpan?> HappensAsync(Func<Replica, Task<bool>> isTrue)
    {
        var start = Stopwatch.GetTimestamp();
        var happened = await Task.WhenAll(_replicas.Members.Select(async replica =>
        {
            using var timer = new PeriodicTimer(Poll);
            while (Stopwatch.GetElapsedTime(start) < Limit)
            {
                if (await isTrue(replica))
                {
                    return true;
                }

                await timer.WaitForNextTickAsync();
            }

            return false;
        }));
        return Array.TrueForAll(happened, static one => one) ? Stopwatch.GetElapsedTime(start) : null;
    }

    /// <summary>It is ready, and answers a call that needs backend and token, past the proxy.</summary>
    private async Task<bool> IsServingAsync(Replica replica)
    {
        if (!replica.IsReady)
        {
            return false;
        }

        using var content = new StringContent(
            /*lang=json,strict*/ """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_user_profile","arguments":{"user_id":"123"}}}""", new MediaTypeHeaderValue("application/json"));
        using var response = await _http.PostAsync(new Uri(replica.Address, "/messages"), content);
        return response.IsSuccessStatusCode && !(await response.Content.ReadAsStringAsync()).Contains("\"isError\":true", StringComparison.Ordinal);
    }
}
