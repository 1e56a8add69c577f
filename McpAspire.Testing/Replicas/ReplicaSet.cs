namespace McpAspire.Testing.Replicas;

/// <summary>Servers as processes of their own behind one proxy, which can be killed, and replaced as a Deployment does it.</summary>
internal sealed class ReplicaSet : IAsyncDisposable
{
    private readonly List<(ProgramUnderTest Process, Replica Replica)> _members = [];
    private readonly List<Task<int>> _endings = [];
    private readonly RoundRobinProxy _proxy;
    private readonly Action<string>? _log;
    private readonly (string Name, string Value)[] _settings;

    private ReplicaSet(RoundRobinProxy proxy, Action<string>? log, (string Name, string Value)[] settings) => (_proxy, _log, _settings) = (proxy, log, settings);

    /// <summary>Gets the MCP endpoint of all of them.</summary>
    public Uri Endpoint => new(_proxy.Address, "/mcp");

    public int Count => _members.Count;

    public IEnumerable<Replica> Members => _members.Select(static member => member.Replica);

    public IEnumerable<int> ProcessIds => _members.Select(static member => member.Process.Id);

    /// <summary>Starts the servers, and waits until all of them are ready.</summary>
    public static Task<ReplicaSet> StartAsync(int count, params (string Name, string Value)[] settings) => StartAsync(count, log: null, settings);

    /// <param name="count">How many servers.</param>
    /// <param name="log">Gets what they log, line by line, several at once.</param>
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

    /// <summary>The one with the most requests under way.</summary>
    public int Busiest() => Enumerable.Range(0, Count).MaxBy(index => _members[index].Replica.UnderWay);

    /// <summary>Kills one without warning: the proxy has to find out by itself.</summary>
    /// <returns>How many requests it had not answered.</returns>
    public async Task<int> KillAsync(int index)
    {
        var (process, replica) = _members[index];
        var underWay = replica.UnderWay;
        await process.KillAsync();
        return underWay;
    }

    /// <summary>Starts another one, and when it is ready, tells the one that it stands for to end, unless that has been killed. Does not wait for its end, as a Deployment does not.</summary>
    public async Task ReplaceAsync(int index)
    {
        var (process, replica) = _members[index];
        var successor = await StartOneAsync();
        _members[index] = successor;
        _endings.Add(EndAsync(process, replica, successor.Replica.BecameReady));
        await successor.Replica.BecameReady;
    }

    /// <summary>Waits for the end of all that have been replaced.</summary>
    /// <returns>Their exit codes.</returns>
    public Task<int[]> EndedAsync() => Task.WhenAll(_endings);

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, _) in _members)
        {
            await process.DisposeAsync();
        }

        await _proxy.DisposeAsync();
        await ((Task)Task.WhenAll(_endings)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<int> EndAsync(ProgramUnderTest process, Replica replica, Task succeeded)
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
