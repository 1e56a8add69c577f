using System.Diagnostics;
using System.Reflection;
using McpAspire.ReplicaBench;
using McpAspire.ResultBench;
using McpAspire.Tests.Reliability.Replicas;

const int Replicas = 3;
const int Callers = 16;

// Calls of all callers between two events.
const int Calls = 500;
var duration = TimeSpan.FromSeconds(60);

var metadata = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(item => item.Key, item => item.Value);
Phase[] phases =
[
    await RunAsync("killed (SIGKILL)", drainSeconds: 0, mayFail: true, (replicas, index) => replicas.Kill(index)),
    await RunAsync("rolled (SIGTERM)", drainSeconds: 2, mayFail: false, static (_, _) => 0),
];

await Console.Out.WriteLineAsync($"{metadata["Configuration"]}, package mode {metadata["PackageMode"]}, {Environment.ProcessorCount} cores, {Replicas} replicas, {Callers} callers\n");
foreach (var line in Phase.Table(phases))
{
    await Console.Out.WriteLineAsync(line);
}

foreach (var fault in phases.SelectMany(static phase => phase.Faults))
{
    await Console.Error.WriteLineAsync(fault);
}

return phases.Any(static phase => phase.Faults.Any()) ? 1 : 0;

async Task<Phase> RunAsync(string name, int drainSeconds, bool mayFail, Func<ReplicaSet, int, int> beforeReplacement)
{
    var data = Directory.CreateTempSubdirectory("mcpaspire-bench-");
    try
    {
        await using var backend = new ServiceProcess("McpAspire.MockBackend",
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("MOCK_DATA_DIRECTORY", data.FullName));
        var address = await backend.ListeningAsync();
        await using var replicas = await ReplicaSet.StartAsync(Replicas, ("BACKEND_API_URL", $"{address}"), ("DRAIN_DELAY", $"{drainSeconds}"));
        await using var callers = await ReplicaCallers.ConnectAsync(replicas.Endpoint, Callers);
        var exitCodes = new List<int>();
        var start = Stopwatch.GetTimestamp();
        callers.Start();
        for (var index = 0; Stopwatch.GetElapsedTime(start) < duration; index = (index + 1) % Replicas)
        {
            await callers.MakeAsync(Calls);
            beforeReplacement(replicas, index);
            exitCodes.Add(await replicas.ReplaceAsync(index));
        }

        await callers.StopAsync();
        var elapsed = Stopwatch.GetElapsedTime(start);
        using var sockets = new SocketsHttpHandler();
        using var http = new HttpClient(sockets);
        return new(name, elapsed, exitCodes, callers.Tally, await StoredTickets.ReadAsync(http, address, ReplicaCallers.TitlePrefix, CancellationToken.None), mayFail);
    }
    finally
    {
        data.Delete(recursive: true);
    }
}
