using System.Text.Json;

namespace McpAspire.ScaleModel.Measured;

/// <summary>Takes what bench/McpAspire.Bench measures too, the cost of a call and of a start, from its report.json.</summary>
internal static class BenchReport
{
    private const string Server = "d";

    /// <summary>The figures with the medians of the report in place of their own.</summary>
    /// <exception cref="InvalidDataException">The report lacks a figure.</exception>
    public static Figures Apply(string path, Figures figures)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(path));
        var root = report.RootElement;
        return figures with
        {
            Machine = $"{figures.Machine}; calls and start from a report of McpAspire.Bench: {root.GetProperty("run").GetProperty("machine").GetString()}",
            Loads =
            [
                figures.Loads[0] with { CpuMicroseconds = Median(root, "calls", "1 connection, 2026-07-28", "CPU µs/call") },
                figures.Loads[1] with { CpuMicroseconds = Median(root, "calls", "16 connections, 2026-07-28", "CPU µs/call") },
                .. figures.Loads.Skip(2),
            ],
            Starts =
            [
                figures.Starts[0] with
                {
                    CpuSecondsToFirstCall = Median(root, "start", "16 connections", "CPU until then, ms") / 1000,
                    SecondsToFirstCall = Median(root, "start", "16 connections", "to first call, ms") / 1000,
                },
                .. figures.Starts.Skip(1),
            ],
        };
    }

    private static double Median(JsonElement report, string part, string @case, string quantity)
    {
        var figure = report.GetProperty("figures").EnumerateArray().FirstOrDefault(figure =>
            figure.GetProperty("part").GetString() == part && figure.GetProperty("key").GetString() == Server && figure.GetProperty("case").GetString() == @case);
        if (figure.ValueKind is not JsonValueKind.Object || !figure.GetProperty("values").TryGetProperty(quantity, out var values))
        {
            throw new InvalidDataException($"The report has no {quantity} of {Server} in {part}, {@case}: run McpAspire.Bench with --parts calls,start --connections 1,16.");
        }

        var sorted = values.EnumerateArray().Select(static value => value.GetDouble()).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
