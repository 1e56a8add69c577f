using System.Diagnostics;
using McpAspire.Bench.Contestants;
using McpAspire.Bench.Load;
using McpAspire.ScaleModel.Measured;

namespace McpAspire.ScaleBench;

/// <summary>How a server starts, and how fast it is in the first seconds, with a whole core and with less.</summary>
internal static class StartPart
{
    private const int Connections = 16;
    private const int Seconds = 30;
    private static readonly double[] Quotas = [0.5, 0.2];

    public static async Task<IReadOnlyList<StartFigures>> RunAsync(BackendProcess backend, int heapLimit)
    {
        var starts = new List<StartFigures> { await StartAsync(backend, heapLimit, 1) };
        if (!CpuQuota.IsPossible)
        {
            await Console.Error.WriteLineAsync("No quotas: this system has no cpu control group, version 1, that may be changed.");
            return starts;
        }

        foreach (var cores in Quotas)
        {
            starts.Add(await StartAsync(backend, heapLimit, cores));
        }

        return starts;
    }

    private static async Task<StartFigures> StartAsync(BackendProcess backend, int heapLimit, double cores)
    {
        using var quota = cores < 1 ? new CpuQuota(cores) : null;
        var start = Stopwatch.GetTimestamp();
        await using var pod = await PodProcess.StartAsync(backend, heapLimit, quota?.Prefix ?? []);
        await LoadGenerator.FirstAsync(pod.Address, Calls.SmallRead);
        var (elapsed, cpu) = (Stopwatch.GetElapsedTime(start).TotalSeconds, pod.CpuSeconds);
        var seconds = new List<StartSecond>();
        for (var (second, before) = (0, cpu); second < Seconds; second++)
        {
            var load = await LoadGenerator.RunAsync(pod.Address, Calls.SmallRead, Connections, TimeSpan.FromSeconds(1));
            var now = pod.CpuSeconds;
            seconds.Add(new(load.Calls, Math.Round(now - before, 2)));
            before = now;
        }

        return new(cores, Math.Round(elapsed, 2), Math.Round(cpu, 2), seconds);
    }
}
