using System.Diagnostics;
using McpAspire.Bench.Report;
using McpAspire.Bench.Runs;
using McpAspire.Bench.Servers;
using McpAspire.Testing.Replicas;

namespace McpAspire.Bench.Verbs;

/// <summary>Three replicas under load: one after the other is killed, then each is replaced the way a Deployment does it.</summary>
internal static class ReplicasVerb
{
    private const int Replicas = 3;
    private const int Callers = 16;

    /// <summary>Calls of all callers between two events.</summary>
    private const int Calls = 500;

    public static async Task RunAsync(BenchRun run, TimeSpan duration)
    {
        await PlayAsync(run, "killed", duration, drainSeconds: 0, isKilled: true);
        await PlayAsync(run, "rolled", duration, drainSeconds: 2, isKilled: false);
        await PlayKeptAsync(run, duration);
    }

    /// <summary>Rolls with the drain of the chart, under callers that keep their connections and never retry.</summary>
    private static async Task PlayKeptAsync(BenchRun run, TimeSpan duration)
    {
        await using var backend = await RunningBackend.StartAsync();
        await using var replicas = await ReplicaSet.StartAsync(Replicas, [.. backend.Addresses.ServerSettings, ("DRAIN_DELAY", "10")]);
        await using var callers = new KeptCallers(replicas, Callers);
        var start = Stopwatch.GetTimestamp();
        for (var index = 0; Stopwatch.GetElapsedTime(start) < duration; index = (index + 1) % Replicas)
        {
            await callers.WaitForCallsAsync(Calls);
            await replicas.ReplaceAsync(index);
        }

        var exitCodes = await replicas.ExitedAsync();
        await callers.StopAsync();
        run.Figures.Add("replicas", "", "rolled, kept connections", $"{Replicas} replicas, {Callers} callers without retry",
            ("seconds", Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds)), ("replaced", exitCodes.Length),
            ("calls", callers.Calls.Count), ("connections", callers.Connections), (Quantities.Failed, callers.Failures.Count));
        run.Problems.AddRange(callers.Failures.Take(10).Select(static failure => $"kept connections: {failure}"));
    }

    private static async Task PlayAsync(BenchRun run, string name, TimeSpan duration, int drainSeconds, bool isKilled)
    {
        await using var backend = await RunningBackend.StartAsync();
        (string, string)[] settings = [.. backend.Addresses.ServerSettings, ("DRAIN_DELAY", $"{drainSeconds}")];
        await using var replicas = await ReplicaSet.StartAsync(Replicas, settings);
        await using var callers = await ToolCallers.ConnectAsync(replicas.Endpoint, Callers, seed: 1, maxAttempts: 10);
        var start = Stopwatch.GetTimestamp();
        callers.Start();
        for (var index = 0; Stopwatch.GetElapsedTime(start) < duration; index = (index + 1) % Replicas)
        {
            await callers.WaitForCallsAsync(Calls);
            if (isKilled)
            {
                await replicas.KillAsync(index);
            }

            await replicas.ReplaceAsync(index);
        }

        var exitCodes = await replicas.ExitedAsync();
        await callers.StopAsync();
        var elapsed = Stopwatch.GetElapsedTime(start);
        var tally = callers.Tally;
        var stored = await callers.CompareTicketsAsync();
        var failed = tally.Failures.Count + tally.Refused;
        run.Figures.Add("replicas", "", name, $"{Replicas} replicas, {Callers} callers",
            ("seconds", Math.Round(elapsed.TotalSeconds)), ("replaced", exitCodes.Length), ("calls", tally.Calls.Count),
            (Quantities.Rate, tally.Calls.Count / elapsed.TotalSeconds), (Quantities.Failed, failed), ("calls repeated", tally.Repeated),
            (Quantities.Lost, tally.Lost.Count), ("tickets received", callers.Tickets), ("tickets stored", stored.Count),
            (Quantities.Duplicates, stored.Duplicates));
        run.Problems.AddRange(tally.Lost.Select(call => $"{name}: lost {call}"));
        run.Problems.AddRange(stored.Problems.Select(problem => $"{name}: {problem}"));
        if (!isKilled)
        {
            run.Problems.AddRange(failed > 0 ? [$"{name}: {failed} attempts failed", .. tally.Failures.Take(10)] : []);
            run.Problems.AddRange(exitCodes.Where(static code => code != 0).Select(code => $"{name}: a replica exited with {code}"));
        }
    }
}
