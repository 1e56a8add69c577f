using McpAspire.Bench.Contestants;
using McpAspire.Bench.Load;
using McpAspire.Bench.Report;

namespace McpAspire.Bench.Parts;

/// <summary>One turn of one server.</summary>
internal static class Measured
{
    /// <summary>Loads the server and says what a call has cost.</summary>
    public static async Task<(string Quantity, double Value)[]> TurnAsync(ServerProcess server, Call call, int connections, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(server);
        var before = server.Usage.Read();
        var load = await LoadGenerator.RunAsync(server.Address, call, connections, duration);
        var after = server.Usage.Read();
        var costs = new List<(string, double)>
        {
            (Quantities.Rate, load.Calls / load.Elapsed.TotalSeconds),
            (Quantities.P50, load.Latencies.Percentile(50)),
            (Quantities.P99, load.Latencies.Percentile(99)),
            (Quantities.P999, load.Latencies.Percentile(99.9)),
            (Quantities.Cpu, (after.Cpu - before.Cpu).TotalMicroseconds / load.Calls),
        };
        if (after.AllocatedBytes - before.AllocatedBytes is { } bytes)
        {
            costs.Add((Quantities.Bytes, (double)bytes / load.Calls));
        }

        return [.. costs, (Quantities.Memory, server.ResidentMiB)];
    }
}
