using McpAspire.ScaleModel.Measured;
using static McpAspire.ScaleModel.Tables.Markdown;

namespace McpAspire.ScaleModel.Tables;

/// <summary>How many pods a load needs.</summary>
internal static class PodTable
{
    private const double Load = 1000;
    private const int Zones = 3;
    private static readonly double[] BackendSeconds = [0.01, 0.05, 0.2, 1];

    public static IEnumerable<string> Of(Figures figures)
    {
        var server = ChartDefaults.Server(figures);
        var atTarget = server.CallsAt(ChartDefaults.CpuRequest * ChartDefaults.CpuTarget);
        var atLimit = server.CallsAt(ChartDefaults.CpuLimit);
        return Table(["Backend answers in", "Calls/s of a pod at the HPA's target", "Calls/s of a pod at most", "Pods for 1000 calls/s", "with one of 3 zones lost", "Calls under way in each"],
            BackendSeconds.Select(seconds =>
            {
                var places = server.BackendPlaces / seconds;
                var each = Math.Min(atTarget, places);
                return (IReadOnlyList<string>)
                [
                    $"{Number(seconds * 1000)} ms", Number(each), $"{Number(Math.Min(atLimit, places))} ({(places < atLimit ? "places" : "CPU")})",
                    Number(Pods(Load, each)), Number(Pods(Load * Zones / (Zones - 1), each)), Number(each * seconds),
                ];
            }));
    }

    private static int Pods(double load, double each) => Math.Max(ChartDefaults.MinReplicas, (int)Math.Ceiling(load / each));
}
