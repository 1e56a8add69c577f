namespace McpAspire.Testing.Replicas;

/// <summary>Server processes behind one proxy that can be killed, and replaced as by a Deployment.</summary>
internal sealed class ReplicaSet : IAsyncDisposable
{
    private readonly List<(ProgramUnderTest Process, Replica Replica)> _members = [];
    private readonly List<Task<int>> _exits = [];
    private readonly RoundRobinProxy _proxy;
    private readonly Action<string>? _log;
    private readonly (string Name, string Value)[] _settings;

    private ReplicaSet(RoundRobinProxy proxy, Action<string>? log, (string Name, string Value)[] settings) =>
        (_proxy, _log, _settings) = (proxy, log, settings);

    /// <summary>The MCP endpoint of the proxy.</summary>
    public Uri Endpoint => new(_proxy.Address, "/mcp");

    public int Count => _members.Count;

    public IEnumerable<Replica> Members => _members.Select(static member => member.Replica);

    public IEnumerable<int> ProcessIds => _members.Select(static member => member.Process.Id);

    /// <summary>Starts the servers and waits until all are ready.</summary>
    public static Task<ReplicaSet> StartAsync(int count, params (string Name, string Value)[] settings) =>
        StartAsync(count, log: null, settings);

    /// <param name="count">Number of servers.</param>
    /// <param name="log">Receives the lines they log, from several threads.</param>
    /// <param name="settings">Their settings.</param>
    public static async Task<ReplicaSet> StartAsync(int count, Action<string>? log, params (string Name, string Value)[] settings)
    {
        var replicas = new ReplicaSet(await RoundRobinProxy.StartAsync(), log, settings);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, count).Select(_ => replicas.AddAsync()));
            await Task.WhenAll(replicas._members.Select(static member => member.Replica.BecameReady));
            return replicas;
        }
        catch
        {
            await replicas.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of the next ready replica, as a Service chooses one for each new connection.</summary>
    public Uri? Next() => _proxy.Next()?.Address;

    /// <summary>The replica with the most requests in flight.</summary>
    public int Busiest() => Enumerable.Range(0, Count).MaxBy(index => _members[index].Replica.InFlight);

    /// <summary>Kills one with SIGKILL, without telling the proxy.</summary>
    /// <returns>The number of its requests in flight.</returns>
    public async Task<int> KillAsync(int index)
    {
        var (process, replica) = _members[index];
        var inFlight = replica.InFlight;
        await process.KillAsync();
        return inFlight;
    }

    /// <summary>
    /// Starts a successor and, once that is ready, sends SIGTERM to the one that it replaces, unless that was killed. Like a Deployment, it
    /// does not wait for the exit.
    /// </summary>
    public async Task ReplaceAsync(int index)
    {
        var (process, replica) = _members[index];
        var successor = await StartOneAsync();
        _members[index] = successor;
        _exits.Add(StopAsync(process, replica, successor.Replica.BecameReady));
        await successor.Replica.BecameReady;
    }

    /// <summary>Waits until all replaced servers have exited.</summary>
    /// <returns>Their exit codes.</returns>
    public Task<int[]> ExitedAsync() => Task.WhenAll(_exits);

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, _) in _members)
        {
            await process.DisposeAsync();
        }

        await _proxy.DisposeAsync();
        await ((Task)Task.WhenAll(_exits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<int> StopAsync(ProgramUnderTest process, Replica replica, Task succeeded)
    {
        await using (process)
        {
            await succeeded;
            if (!process.HasExited)
            {
                await process.SignalAsync("TERM");
            }

            var exitCode = await process.ExitedAsync();
            await _proxy.RemoveAsync(replica);
            return exitCode;
        }
    }

    private async Task AddAsync()
    {
        var member = await StartOneAsync();
        lock (_members)
        {
            _members.Add(member);
        }
    }

    private async Task<(ProgramUnderTest Process, Replica Replica)> StartOneAsync()
    {
        var process = await ProgramUnderTest.StartServerAsync(_log, _settings);
        return (process, _proxy.Add(new Uri(process.Endpoint, "/")));
    }
}
