namespace McpAspire.Bench.Report;

/// <summary>The goals of the product and what a run measured of them; rows that were not measured are left out.</summary>
internal static class GoalTable
{
    private const string Connections = "16 connections";

    public static IReadOnlyList<string[]> Of(Figures figures, IReadOnlyList<Ratio> ratios)
    {
        var first = figures.Median("start", "d", Quantities.FirstSecond) / Calls("d", Quantities.Rate);
        var warm = figures.Median("memory", "d", Quantities.Memory, "20000 ");
        var after100K = figures.Median("memory", "d", Quantities.Memory, "100000 ");
        var csharpStart = figures.Median("openapi", "C# tool", Quantities.FirstCall);
        var growth = figures.Median("memory", "d", Quantities.Memory, "300000 ") / after100K;
        (string What, double? Measured, string Unit, double Limit, bool IsMinimum, double? Baseline)[] goals =
        [
            ("`tools/call` p99 at 16 connections", Calls("d", Quantities.P99), "ms", 50, false, Calls("e", Quantities.P99)),
            ("CPU of `get_user_profile` ÷ the same backend call behind a plain route", RatioOf(Ratio.UserCpu), "", 1.6, false, null),
            ("CPU of the pipeline ÷ bare SDK", RatioOf(Ratio.PipelineCpu), "", 1.15, false, null),
            ("Allocation of the pipeline − bare SDK", RatioOf(Ratio.PipelineBytes), "bytes", 2048, false, Calls("b", Quantities.Bytes)),
            ("calls/s ÷ TypeScript SDK", RatioOf(Ratio.TypeScriptRate), "", 8, true, null),
            ("calls/s ÷ fastmcp", RatioOf(Ratio.FastMcpRate), "", 8, true, null),
            ("Token, cached", figures.Median("micro", "CachedToken", "ns") / 1000, "µs", 10, false, null),
            ("Process start to first call", figures.Median("start", "d", Quantities.FirstCall), "ms", 250, false,
                figures.Median("start", "b", Quantities.FirstCall)),
            ("Calls in the first second ÷ steady rate", first, "", 0.8, true, null),
            ("Resident memory, warm", warm, "MiB", 110, false, null),
            ("Resident memory after 100 000 calls", after100K, "MiB", 180, false, warm),
            ("Memory after 300 000 calls ÷ after 100 000", growth, "", 1.05, false, null),
            ("Readiness while the backend hangs", figures.Median("readiness", "d", Quantities.Time), "ms", 3000, false, null),
            ("250 hostile bodies at once: 5xx", figures.Median("hostile", "d", Quantities.ServerErrors, "250"), "", 0, false, null),
            ("250 hostile bodies at once: `/health/live`", figures.Median("hostile", "d", "live max ms", "250"), "ms", 1000, false, null),
            ("300 slow bodies: failed calls", figures.Median("hostile", "d", Quantities.ServerErrors, "300"), "", 0, false, null),
            ("One of 3 replicas killed: lost calls", figures.Median("replicas", "killed", Quantities.Lost), "", 0, false, null),
            ("One of 3 replicas killed: double writes", figures.Median("replicas", "killed", Quantities.Duplicates), "", 0, false, null),
            ("Start with 50 of 1000 OpenAPI operations − without",
                figures.Median("openapi", "generated tool", Quantities.FirstCall) - csharpStart, "ms", 500, false, csharpStart),
            ("CPU of a generated tool ÷ the C# tool of the same operation",
                figures.Median("openapi", "generated tool", Quantities.Cpu) / figures.Median("openapi", "C# tool", Quantities.Cpu),
                "", 1.1, false, null),
            ("Rolling restart: failed calls", figures.Median("replicas", "rolled", Quantities.Failed), "", 0, false, null),
            ("Rolling restart, kept connections, no retry: failed calls",
                figures.Median("replicas", "rolled, kept connections", Quantities.Failed), "", 0, false, null),
        ];
        return
        [
            .. from goal in goals
               where goal.Measured is not null
               let isMet = goal.IsMinimum ? goal.Measured >= goal.Limit : goal.Measured <= goal.Limit
               select (string[])
               [
                   goal.What, Quantity(goal.IsMinimum ? "≥ " : "≤ ", goal.Limit, goal.Unit),
                   Quantity(isMet ? "" : "**missed**: ", goal.Measured ?? 0, goal.Unit),
                   goal.Baseline is { } baseline ? Quantity("", baseline, goal.Unit) : "–",
               ],
        ];

        double? RatioOf(string id)
        {
            return ratios.LastOrDefault(ratio => ratio.Id == id && ratio.Case.StartsWith(Connections, StringComparison.Ordinal))?.Median;
        }

        double? Calls(string key, string quantity)
        {
            return figures.Median("calls", key, quantity, Connections);
        }
    }

    private static string Quantity(string prefix, double value, string unit) => $"{prefix}{RunReport.NumberOf(value)} {unit}".TrimEnd();
}
