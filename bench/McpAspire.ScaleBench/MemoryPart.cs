using McpAspire.Bench.Contestants;
using McpAspire.Bench.Load;
using McpAspire.ScaleModel.Measured;

namespace McpAspire.ScaleBench;

/// <summary>What a server's memory is before, under and after load: an autoscaler that looks at it sees this.</summary>
internal static class MemoryPart
{
    private static readonly (string Name, Call Call, int Connections)[] Loads =
    [
        ("small results, 16 callers", Calls.SmallRead, 16),
        ("small results, 64 callers", Calls.SmallRead, 64),
        ("small results, 128 callers", Calls.SmallRead, 128),
        ("256 KiB results, 16 callers", Calls.LargeRead, 16),
        ("256 KiB results, 64 callers", Calls.LargeRead, 64),
    ];

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongRest = TimeSpan.FromSeconds(50);

    public static async Task<MemoryFigures> RunAsync(BackendProcess backend, int heapLimit)
    {
        await using var pod = await PodProcess.StartAsync(backend, heapLimit, []);
        await Task.Delay(Rest);
        var idle = pod.Memory.Now;
        var loads = new List<MemoryLoad>();
        foreach (var (name, call, connections) in Loads)
        {
            pod.Memory.TakePeak();
            await LoadGenerator.RunAsync(pod.Address, call, connections, Turn);
            var peak = pod.Memory.TakePeak();
            await Task.Delay(Rest);
            loads.Add(new(name, peak, pod.Memory.Now));
        }

        await Task.Delay(LongRest);
        return new(heapLimit, idle, loads, pod.Memory.Now);
    }
}
