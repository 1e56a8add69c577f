using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using McpAspire.BenchKit;
using McpAspire.Testing.Chaos;

namespace McpAspire.ReplicaBench;

/// <summary>Chaos for as long as it is asked for; twice the same, so that what grows shows.</summary>
internal static class ChaosBench
{
    private const int Replicas = 3;
    private const int Callers = 16;

    /// <summary>Calls between two faults, at most.</summary>
    private const int Calls = 1000;

    /// <summary>Until then all servers have to serve again.</summary>
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    /// <returns>What should not have happened.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(TimeSpan duration, int seed)
    {
        var data = Directory.CreateTempSubdirectory("mcpaspire-bench-");
        try
        {
            var (authority, directory, clock) = (new Uri($"https://localhost:{FreePort()}/"), Path.Combine(data.FullName, "entra"), Path.Combine(data.FullName, "clock"));
            using var time = new JumpingTime(clock);
            await using var backend = new ServiceProcess("McpAspire.MockBackend",
                [
                    ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("MOCK_DATA_DIRECTORY", data.FullName),
                    ("LOCAL_ENTRA_PORT", $"{authority.Port}"), ("Entra__Directory", directory), ("Entra__AccessTokenLifetime", "00:01:00"), .. ChaosRun.Hook(clock),
                ]);
            var services = new ChaosServices(await backend.ListeningAsync(), authority, directory, time);
            await using var run = await ChaosRun.StartAsync(services, Path.Combine(data.FullName, "servers"), Replicas, Callers, seed);

            ChaosPhase[] phases = [await PlayAsync(run, "first half", duration / 2), await PlayAsync(run, "second half", duration / 2)];
            await Console.Out.WriteLineAsync($"{Replicas} replicas, {Callers} callers, seed {seed}\n");
            foreach (var line in Print(phases))
            {
                await Console.Out.WriteLineAsync(line);
            }

            return
            [
                .. phases.SelectMany(static phase => phase.Faults),
                .. phases.SelectMany(static phase => phase.Outages).Where(static outage => outage.UntilServed > RecoveryLimit).Select(static outage => $"all servers served again only {outage.UntilServed} after the last fault"),
                .. Growth(phases[0].Use, phases[1].Use),
            ];
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static Task<ChaosPhase> PlayAsync(ChaosRun run, string name, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        return run.PlayAsync(name, calls: Calls, () => Stopwatch.GetElapsedTime(start) < duration);
    }

    private static IEnumerable<string> Print(IReadOnlyList<ChaosPhase> phases) => Table.Of(phases, static phase => phase.Name,
    [
        ("Seconds", static phase => Math.Round(phase.Elapsed.TotalSeconds)),
        .. phases.SelectMany(static phase => phase.Broken.Keys).Distinct().Order(StringComparer.Ordinal).Select(static kind => ($"Faults: {kind}", (Func<ChaosPhase, double>)(phase => phase.Broken.GetValueOrDefault(kind)))),
        ("Outages in which no server was ready", static phase => phase.Outages.Count(static outage => outage.UntilOut is not null)),
        ("Until no server was ready, s, at most", static phase => phase.Outages.Max(static outage => outage.UntilOut?.TotalSeconds ?? double.NaN)),
        ("After the last fault, until all servers served, s, at most", static phase => phase.Outages.Max(static outage => outage.UntilServed?.TotalSeconds ?? double.NaN)),
        ("Calls with a result", static phase => phase.Tally.Answered),
        ("Calls with an error", static phase => phase.Tally.Refused),
        ("Calls that were cancelled or broken off", static phase => phase.Tally.Left),
        ("Calls without an answer", static phase => phase.Tally.Unanswered.Count),
        ("Tickets that callers were told of, since the start", static phase => phase.Tickets),
        ("Tickets stored", static phase => phase.Stored),
        ("Tickets stored twice", static phase => phase.Duplicates),
        ("Errors logged that faults account for, since the start", static phase => phase.ExpectedErrors),
        ("Other errors logged, and exceptions that nobody observed", static phase => phase.Errors.Count),
        ("Threads of a server, at most", static phase => phase.Use.Threads),
        ("Handles of a server, at most", static phase => phase.Use.Handles),
        ("RSS of a server, at most, MiB", static phase => phase.Use.ResidentMiB),
    ]);

    /// <summary>What a server holds more than before, if that is more than what it holds now and then.</summary>
    private static IEnumerable<string> Growth(ProcessUse before, ProcessUse after) =>
    [
        .. after.Threads > before.Threads + 10 ? [$"threads grow: {before.Threads}, {after.Threads}"] : Array.Empty<string>(),
        .. after.Handles > before.Handles + 50 ? [$"handles grow: {before.Handles}, {after.Handles}"] : Array.Empty<string>(),
        .. after.ResidentMiB > before.ResidentMiB * 1.25 ? [$"memory grows: {before.ResidentMiB} MiB, {after.ResidentMiB} MiB"] : Array.Empty<string>(),
    ];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
