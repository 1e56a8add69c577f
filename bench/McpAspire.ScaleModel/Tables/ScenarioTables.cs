using McpAspire.ScaleModel.Autoscaling;
using McpAspire.ScaleModel.Measured;
using McpAspire.ScaleModel.Simulation;
using static McpAspire.ScaleModel.Tables.Markdown;

namespace McpAspire.ScaleModel.Tables;

/// <summary>What the autoscaler makes of loads that change.</summary>
internal static class ScenarioTables
{
    private const int ManyReplicas = 200;
    private const int Change = 60;

    private static readonly Scenario Ramp = new("Ramp: 0 to 10 000 calls/s in 5 minutes", 1500, Change, static second => 10_000 * Math.Clamp((second - Change) / 300.0, 0, 1));
    private static readonly Scenario Burst = new("Burst: from 1000 calls/s to 10 000 at once", 1500, Change, static second => second < Change ? 1000 : 10_000);
    private static readonly Scenario ColdStart = new("Cold start: 2000 calls/s at once after a quiet night, pods that have not worked yet", 1500, Change, static second => second < Change ? 0 : 2000, IsWarm: false);
    private static readonly Scenario Down = new("Scale-down: from 10 000 calls/s to 1000 at once", 7200, Change, static second => second < Change ? 10_000 : 1000);

    public static IEnumerable<string> Of(Figures figures)
    {
        var server = ChartDefaults.Server(figures);
        var plain = new Variant("chart", server, ChartDefaults.Autoscaler(), new(ChartDefaults.CpuTarget));
        var many = plain with { Name = $"chart, `maxReplicas` {ManyReplicas}", Settings = ChartDefaults.Autoscaler(ManyReplicas) };
        var podsOnly = many with
        {
            Name = "the same with `pods` alone, without `percent`",
            Settings = many.Settings with
            {
                ScaleUp = ChartDefaults.ScaleUp with { Policies = [ChartDefaults.ScaleUp.Policies[0]] },
                ScaleDown = ChartDefaults.ScaleDown with { Policies = [ChartDefaults.ScaleDown.Policies[0]] },
            },
        };
        var kubernetes = many with { Name = "the same with Kubernetes' own behaviour", Settings = new(ChartDefaults.MinReplicas, ManyReplicas, ScalingRules.DefaultUp, ScalingRules.DefaultDown) };
        var keda = many with { Name = $"the same by KEDA: CPU, and {ChartDefaults.CallsUnderWayPerPod} calls under way", Targets = new(ChartDefaults.CpuTarget, CallsUnderWay: ChartDefaults.CallsUnderWayPerPod) };
        var full = many with { Name = "the same on nodes without CPU to spare", Server = server with { CpuLimit = ChartDefaults.CpuRequest * 1.25 } };
        return
        [
            .. Section(Ramp, [60, 180, 300, 600, 1200], plain, many, podsOnly, kubernetes, keda, full), "",
            .. Section(Burst, [30, 60, 120, 300, 1200], plain, many, podsOnly, kubernetes, keda, full), "",
            .. Section(ColdStart, [30, 60, 120, 300, 1200], plain, many, kubernetes, keda, full), "",
            .. Section(Down, [300, 600, 1200, 3600, 7000], many, podsOnly, kubernetes),
        ];
    }

    private static IEnumerable<string> Section(Scenario scenario, int[] seconds, params Variant[] variants) =>
    [
        $"**{scenario.Name}**", "",
        .. Table(["Autoscaler", .. seconds.Select(static second => $"pods after {Duration(second)}"), "calls refused", "none any more after"],
            variants.Select(variant => Row(variant.Name, variant.Run(scenario), scenario, seconds))),
    ];

    private static IReadOnlyList<string> Row(string name, Outcome outcome, Scenario scenario, int[] seconds) =>
    [
        name, .. seconds.Select(second => Number(outcome.Ready[scenario.ChangesAt + second])),
        Percent(outcome.Refused / outcome.Calls), outcome.Refused == 0 ? "–" : outcome.ServedAfter >= scenario.Seconds - scenario.ChangesAt ? "never" : Duration(outcome.ServedAfter),
    ];
}
