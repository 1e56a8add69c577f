using McpAspire.ScaleModel.Autoscaling;
using McpAspire.ScaleModel.Simulation;

namespace McpAspire.Tests.Scale;

/// <summary>The pods of the model, and their autoscaler, under load.</summary>
[Trait("Category", "Unit")]
public sealed class ClusterTests
{
    /// <summary>1000 calls a second with all of its core; 200 at its request.</summary>
    private static readonly PodServer Simple = new() { CpuOfStart = 1, CpuPerCall = 0.001, CpuPerCallWhenBusy = 0.001, CpuPerRefusal = 0, WarmUp = [], CpuRequest = 0.2, CpuLimit = 1, Memory = (0.4, 0.84) };

    private static readonly Platform Near = new(Scheduling: 0, ImagePull: 5, NewNode: 100, Room: 100);
    private static readonly AutoscalerSettings Settings = new(2, 100, ScalingRules.DefaultUp, ScalingRules.DefaultDown);
    private static readonly Targets ByCpu = new(0.8);

    [Fact]
    public void A_steady_load_has_the_pods_that_it_needs_and_loses_nothing()
    {
        var outcome = Run(Simple, new("steady", 600, 0, static _ => 1600));
        Assert.All(outcome.Pods, static pods => Assert.Equal(10, pods));
        Assert.Equal(0, outcome.Refused);
    }

    [Fact]
    public void Up_to_the_limit_a_burst_is_taken_by_the_pods_that_are_there()
    {
        var outcome = Run(Simple, Burst(320, 2000));
        Assert.Equal(0, outcome.Refused);
        // 12.5 at the target; 12 are within the tolerance.
        Assert.InRange(outcome.Pods[^1], 12, 13);
    }

    [Fact]
    public void What_is_more_than_places_and_processor_is_refused_until_new_pods_are_ready()
    {
        var outcome = Run(Simple, Burst(320, 3000));
        // 1000 calls a second too many, less 256 places in each of two pods, until the next pods' first probe: a reading, the controller, 5 s to the container, 5 s to the probe.
        Assert.InRange(outcome.Refused, 5000, 40_000);
        Assert.InRange(outcome.ServedAfter, 10, 60);
        Assert.Equal(19, outcome.Pods[^1]);
    }

    [Fact]
    public void Refusals_cost_processor_time_that_answers_lack()
    {
        var scenario = Burst(320, 8000);
        Assert.True(Run(Simple with { CpuPerRefusal = 0.0002 }, scenario).Refused > Run(Simple, scenario).Refused);
    }

    [Fact]
    public void Cold_pods_refuse_what_warm_ones_take()
    {
        var server = Simple with { WarmUp = [(1, 3), (2, 2)] };
        Assert.Equal(0, Run(server, Burst(1, 1500)).Refused);
        Assert.True(Run(server, Burst(1, 1500) with { IsWarm = false }).Refused > 0);
    }

    [Fact]
    public void A_call_costs_less_on_a_busy_core()
    {
        var server = Simple with { CpuPerCall = 0.0016 };
        var calls = server.CallsAt(0.5);
        Assert.Equal(0.5, calls * server.CostAt(calls / 1000), 6);
        Assert.InRange(calls, 0.5 / 0.0016, 0.5 / 0.001);
        Assert.Equal(1000, server.CallsAt(1), 6);
    }

    [Fact]
    public void A_slow_backend_limits_a_pod_before_its_processor_does()
    {
        // 128 places of 1 s each.
        Assert.Equal(0, Run(Simple with { BackendSeconds = 1 }, new("slow", 60, 0, static _ => 250), pods: 2).Refused);
        Assert.True(Run(Simple with { BackendSeconds = 1 }, new("slow", 60, 0, static _ => 300), pods: 2).Refused > 0);
    }

    [Fact]
    public void A_pod_without_a_node_comes_when_there_is_one()
    {
        var far = Near with { Room = 2 };
        Assert.True(Run(Simple, Burst(320, 3000), far).ServedAfter >= far.NewNode);
    }

    [Fact]
    public void After_a_peak_the_processor_lets_pods_go_and_memory_that_is_kept_does_not()
    {
        Scenario peak = new("peak", 3600, 60, static second => second is >= 60 and < 600 ? 1600 : 100);
        Assert.Equal(2, Run(Simple, peak).Pods[^1]);
        Assert.Equal(10, Run(Simple, peak, targets: new(0.8, Memory: 0.85)).Pods[^1]);
    }

    [Fact]
    public void Calls_under_way_ask_for_pods_before_the_processor_is_busy()
    {
        var slow = Simple with { BackendSeconds = 0.5 };
        Assert.Equal(8, Run(slow, new("slow", 600, 0, static _ => 320), targets: new(0.8, CallsUnderWay: 20)).Pods[^1]);
    }

    private static Scenario Burst(double before, double after) => new("burst", 900, 120, second => second < 120 ? before : after);

    private static Outcome Run(PodServer server, Scenario scenario, Platform? platform = null, Targets? targets = null, int? pods = null) =>
        new Cluster(server, platform ?? Near, Settings, targets ?? ByCpu).Run(scenario, pods);
}
