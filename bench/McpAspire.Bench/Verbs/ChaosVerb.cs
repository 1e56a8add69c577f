using System.Diagnostics;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;
using McpAspire.Testing.Chaos;

namespace McpAspire.Bench.Verbs;

/// <summary>Chaos in two halves, so that growth of threads, handles and memory shows.</summary>
internal static class ChaosVerb
{
    private const int Replicas = 3;
    private const int Callers = 16;

    /// <summary>Maximum number of calls between two faults.</summary>
    private const int MaxCalls = 1000;

    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(BenchRun run, TimeSpan duration, int seed)
    {
        await using var backend = await RunningBackend.StartAsync(rows: 0, ("Entra__AccessTokenLifetime", "00:01:00"));
        await using var chaos = await ChaosRun.StartAsync(backend.Addresses, Replicas, Callers, seed);
        var (threads, handles, memory) = await PlayAsync(run, chaos, "first half", duration / 2, seed);
        var (threadsAfter, handlesAfter, memoryAfter) = await PlayAsync(run, chaos, "second half", duration / 2, seed);
        run.Problems.AddRange(
        [
            .. threadsAfter > threads + 10 ? [$"threads grow from {threads} to {threadsAfter}"] : Array.Empty<string>(),
            .. handlesAfter > handles + 50 ? [$"handles grow from {handles} to {handlesAfter}"] : Array.Empty<string>(),
            .. memoryAfter > memory * 1.25 ? [$"memory grows from {memory} to {memoryAfter} MiB"] : Array.Empty<string>(),
        ]);
    }

    private static async Task<(int Threads, int Handles, long MiB)> PlayAsync(
        BenchRun run, ChaosRun chaos, string name, TimeSpan duration, int seed)
    {
        var start = Stopwatch.GetTimestamp();
        var phase = await chaos.PlayAsync(maxFaults: null, MaxCalls, () => Stopwatch.GetElapsedTime(start) < duration);
        var usages = chaos.ProcessIds.Select(static id => new ProcessUsage(id)).ToList();
        var (threads, handles) = (usages.Max(static one => one.Threads), usages.Max(static one => one.Handles));
        var resident = usages.Max(static one => one.ResidentMiB);
        run.Figures.Add("chaos", "", name, $"seed {seed}, {Replicas} replicas, {Callers} callers",
        [
            ("seconds", Math.Round(phase.Elapsed.TotalSeconds)),
            .. phase.Faults.OrderBy(static fault => fault.Key, StringComparer.Ordinal)
                .Select(static fault => ($"{fault.Key} faults", (double)fault.Value)),
            ("outages", phase.Outages.Count),
            ("until unready max s", phase.Outages.Max(static outage => outage.UntilUnready?.TotalSeconds ?? 0)),
            ("until served again max s", phase.Outages.Max(static outage => outage.UntilServed?.TotalSeconds ?? 0)),
            ("results", phase.Tally.Answered), ("errors", phase.Tally.Refused), ("canceled", phase.Tally.Canceled),
            (Quantities.Lost, phase.Tally.Failures.Count),
            ("tickets stored", phase.Stored.Count), (Quantities.Duplicates, phase.Stored.Duplicates),
            ("errors logged", phase.ExpectedErrors), ("unexplained", phase.Errors.Count),
            ("threads", threads), ("handles", handles), (Quantities.Memory, resident),
        ]);
        run.Problems.AddRange(phase.Problems.Select(problem => $"{name}: {problem}"));
        run.Problems.AddRange(phase.Outages.Where(static outage => outage.UntilServed > RecoveryLimit)
            .Select(outage => $"{name}: all servers served again only {outage.UntilServed} after the last fault"));
        return (threads, handles, resident);
    }
}
