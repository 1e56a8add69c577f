using McpAspire.Bench.Contestants;
using McpAspire.Bench.Load;
using McpAspire.ScaleModel.Measured;

namespace McpAspire.ScaleBench;

/// <summary>What a call costs a warm server, and what the server holds open for it.</summary>
internal static class LoadPart
{
    /// <summary>Other work on the machine can only make a call dearer, so the cheapest turn counts.</summary>
    private const int Turns = 4;

    private static readonly int[] Connections = [1, 16, 64, 128];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);

    public static async Task<(IReadOnlyList<LoadFigures> Loads, ProcessFigures Process)> RunAsync(BackendProcess backend, int heapLimit)
    {
        await using var pod = await PodProcess.StartAsync(backend, heapLimit, []);
        await LoadGenerator.WarmUpAsync(pod.Address, Calls.SmallRead, Connections[1], WarmUp);
        var loads = new List<LoadFigures>();
        var (calls, written) = (0L, pod.WrittenBytes);
        foreach (var connections in Connections)
        {
            var turns = new List<LoadFigures>();
            for (var turn = 0; turn < Turns; turn++)
            {
                var before = pod.CpuSeconds;
                var running = LoadGenerator.RunAsync(pod.Address, Calls.SmallRead, connections, Turn);
                await Task.Delay(Turn / 2);
                var (files, backendConnections) = (pod.FileDescriptors, pod.BackendConnections);
                var load = await running;
                calls += load.Calls;
                turns.Add(new(connections, Math.Round(load.Calls / load.Elapsed.TotalSeconds), Math.Round((pod.CpuSeconds - before) * 1e6 / load.Calls), files, backendConnections));
            }

            loads.Add(turns.MinBy(static one => one.CpuMicroseconds)!);
        }

        written = pod.WrittenBytes - written;
        await LoadGenerator.FirstAsync(pod.Address, Calls.LargeRead);
        var scrape = await pod.ScrapeAsync();
        var series = scrape.Split('\n').Where(static line => line is not ("" or ['#', ..])).ToArray();
        var tokens = series.Where(static line => line.StartsWith("mcpaspire_token_refreshes_total", StringComparison.Ordinal))
            .Sum(static line => double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        return (loads, new(Math.Round((double)written / calls), series.Length, scrape.Length, (int)tokens));
    }
}
