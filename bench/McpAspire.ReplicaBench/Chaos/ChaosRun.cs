using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using McpAspire.BenchKit;
using McpAspire.Tests.Reliability.Replicas;

namespace McpAspire.ReplicaBench.Chaos;

/// <summary>Three replicas with a workload identity, whose backend and token endpoint break again and again; twice the same, so that what grows shows.</summary>
internal static class ChaosRun
{
    private const int Replicas = 3;
    private const int Callers = 16;

    /// <summary>Until then they have to be ready again.</summary>
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <returns>What should not have happened.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(TimeSpan duration, int seed)
    {
        var data = Directory.CreateTempSubdirectory("mcpaspire-bench-");
        try
        {
            var (entra, entraData) = (new Uri($"https://localhost:{FreePort()}/"), Path.Combine(data.FullName, "entra"));
            await using var backend = new ServiceProcess("McpAspire.MockBackend",
                ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("MOCK_DATA_DIRECTORY", data.FullName),
                ("LOCAL_ENTRA_PORT", $"{entra.Port}"), ("Entra__Directory", entraData), ("Entra__AccessTokenLifetime", "00:01:00"));
            var address = await backend.ListeningAsync();
            await using var replicas = await ReplicaSet.StartAsync(Replicas,
                ("BACKEND_API_URL", $"{address}"),
                ("AZURE_TENANT_ID", "11111111-2222-3333-4444-555555555555"),
                ("AZURE_CLIENT_ID", "aaaaaaaa-0000-0000-0000-000000000001"),
                ("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(entraData, "mcp-server", "azure-identity-token")),
                ("AZURE_AUTHORITY_HOST", $"{entra}"),
                ("AZURE_AUTHORITY_CA_FILE", Path.Combine(entraData, "ca.pem")),
                ("AZURE_SCOPES", "api://mcp-backend/.default"));
            await using var callers = await ChaosCallers.ConnectAsync(replicas.Endpoint, Callers, seed);
            using var services = new BrokenServices(address, entra, Path.Combine(entraData, "ca.pem"), seed);

            ChaosPhase[] phases =
            [
                await BreakAsync("first half", duration / 2, replicas, callers, services),
                await BreakAsync("second half", duration / 2, replicas, callers, services),
            ];
            await Console.Out.WriteLineAsync($"{Replicas} replicas, {Callers} callers, seed {seed}\n");
            foreach (var line in ChaosPhase.Print(phases))
            {
                await Console.Out.WriteLineAsync(line);
            }

            return [.. phases.SelectMany(static phase => phase.Faults), .. phases[1].GrowthSince(phases[0])];
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<ChaosPhase> BreakAsync(string name, TimeSpan duration, ReplicaSet replicas, ChaosCallers callers, BrokenServices services)
    {
        var tally = new ChaosTally();
        var before = services.Count;
        using var stopping = new CancellationTokenSource(duration);
        var calling = callers.CallAsync(tally, stopping.Token);
        await services.BreakAsync(stopping.Token);
        var untilReady = await UntilReadyAsync(replicas, callers);
        await calling;
        await callers.FinishAsync(tally);
        var (stored, duplicates, unknown) = await callers.CompareAsync();
        await Task.Delay(Rest);
        return new(name, services.Count - before, tally, untilReady, callers.Tickets, callers.Open, stored, duplicates, unknown, ProcessUse.Most(replicas.ProcessIds));
    }

    private static async Task<TimeSpan?> UntilReadyAsync(ReplicaSet replicas, ChaosCallers callers)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            // One call each: the proxy takes turns.
            if (replicas.AreReady && await callers.IsServedAsync() && await callers.IsServedAsync() && await callers.IsServedAsync())
            {
                return Stopwatch.GetElapsedTime(start) is var elapsed && elapsed <= RecoveryLimit ? elapsed : null;
            }

            if (Stopwatch.GetElapsedTime(start) > RecoveryLimit)
            {
                return null;
            }

            await Task.Delay(Poll);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
