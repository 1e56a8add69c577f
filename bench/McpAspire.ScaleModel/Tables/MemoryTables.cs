using McpAspire.ScaleModel.Measured;
using McpAspire.ScaleModel.Simulation;
using static McpAspire.ScaleModel.Tables.Markdown;

namespace McpAspire.ScaleModel.Tables;

/// <summary>What an autoscaler that looks at memory makes of a heap that is kept.</summary>
internal static class MemoryTables
{
    private const int Peak = 600;

    /// <summary>That of the chart's values-production.yaml.</summary>
    private const int MostPods = 20;

    private static readonly Scenario Day = new("peak", 7200, Peak, static second => second < Peak ? 2500 : 250);

    public static IEnumerable<string> Of(Figures figures) => [.. Measured(figures), "", .. Simulated(figures)];

    private static IEnumerable<string> Measured(Figures figures) => Table(
        ["Resident memory, MiB (share of the request of 256 MiB)", .. figures.Memory.Select(static memory => $"heap at most {memory.HeapLimit} MiB")],
        [
            ["idle, before any call", .. figures.Memory.Select(static memory => Share(memory.Idle))],
            .. figures.Memory[0].Loads.Select((load, index) => (IReadOnlyList<string>)
                [$"{load.Name}: at most, and 10 s after", .. figures.Memory.Select(memory => $"{Share(memory.Loads[index].Peak)}, {Share(memory.Loads[index].After)}")]),
            ["a minute after the last", .. figures.Memory.Select(static memory => Share(memory.AfterMinute))],
        ]);

    private static IEnumerable<string> Simulated(Figures figures)
    {
        var server = ChartDefaults.Server(figures);
        var settings = ChartDefaults.Autoscaler(MostPods);
        Variant[] variants =
        [
            new("CPU 80 %", server, settings, new(ChartDefaults.CpuTarget)),
            With("CPU 80 %, memory 85 %; small results", figures.Memory[0].Idle, figures.Memory[0].Loads.Last(static load => load.Name.StartsWith("small", StringComparison.Ordinal)).After),
            .. figures.Memory.Select(memory => With($"CPU 80 %, memory 85 %; 256 KiB results, heap at most {memory.HeapLimit} MiB", memory.Idle, memory.AfterMinute)),
        ];
        int[] minutes = [0, 10, 20, 60, 109];
        return Table(["HPA looks at", .. minutes.Select(static minute => $"pods {minute} min after the peak")], variants.Select(variant =>
        {
            var pods = variant.Run(Day).Pods;
            return (IReadOnlyList<string>)[variant.Name, .. minutes.Select(minute => Number(pods[Peak + (60 * minute)]))];
        }));

        Variant With(string name, long idle, long used)
        {
            return new(name, server with { Memory = (Request(idle), Request(used)) }, settings, new(ChartDefaults.CpuTarget, ChartDefaults.MemoryTarget));
        }
    }

    private static double Request(long mebibytes) => (double)mebibytes / ChartDefaults.MemoryRequest;

    private static string Share(long mebibytes) => $"{mebibytes} ({Percent(Math.Round(Request(mebibytes), 2))})";
}
