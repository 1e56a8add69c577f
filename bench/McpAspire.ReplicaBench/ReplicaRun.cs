using System.Diagnostics;
using McpAspire.BenchKit;
using McpAspire.Testing.Replicas;

namespace McpAspire.ReplicaBench;

/// <summary>Three replicas under load, of which one after the other is killed, then replaced as a Deployment does it.</summary>
internal static class ReplicaRun
{
    private const int Replicas = 3;
    private const int Callers = 16;

    /// <summary>Calls of all callers between two events.</summary>
    private const int Calls = 500;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    /// <returns>What should not have happened.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync()
    {
        Phase[] phases =
        [
            await RunAsync("killed (SIGKILL), then replaced", drainSeconds: 0, isKilled: true),
            await RunAsync("rolled (SIGTERM)", drainSeconds: 2, isKilled: false),
        ];
        await Console.Out.WriteLineAsync($"{Replicas} replicas, {Callers} callers\n");
        foreach (var line in Phase.Print(phases))
        {
            await Console.Out.WriteLineAsync(line);
        }

        return [.. phases.SelectMany(static phase => phase.Faults)];
    }

    private static async Task<Phase> RunAsync(string name, int drainSeconds, bool isKilled)
    {
        var data = Directory.CreateTempSubdirectory("mcpaspire-bench-");
        try
        {
            await using var backend = new ServiceProcess("McpAspire.MockBackend",
                ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("MOCK_DATA_DIRECTORY", data.FullName));
            var address = await backend.ListeningAsync();
            await using var replicas = await ReplicaSet.StartAsync(Replicas, ("BACKEND_API_URL", $"{address}"), ("DRAIN_DELAY", $"{drainSeconds}"));
            await using var callers = await ReplicaCallers.ConnectAsync(replicas.Endpoint, Callers);
            var start = Stopwatch.GetTimestamp();
            callers.Start();
            for (var index = 0; Stopwatch.GetElapsedTime(start) < Duration; index = (index + 1) % Replicas)
            {
                await callers.MakeAsync(Calls);
                if (isKilled)
                {
                    await replicas.KillAsync(index);
                }

                await replicas.ReplaceAsync(index);
            }

            var exitCodes = await replicas.EndedAsync();
            await callers.StopAsync();
            var elapsed = Stopwatch.GetElapsedTime(start);
            using var sockets = new SocketsHttpHandler();
            using var http = new HttpClient(sockets);
            return new(name, elapsed, exitCodes, callers.Tally, await StoredTickets.ReadAsync(http, address, ReplicaCallers.TitlePrefix, CancellationToken.None), isKilled);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
