using McpAspire.ScaleModel.Autoscaling;

namespace McpAspire.Tests.Scale;

/// <summary>Stabilization windows, policies and limits of the HorizontalPodAutoscaler as Kubernetes documents them.</summary>
[Trait("Category", "Unit")]
public sealed class AutoscalerTests
{
    private static readonly ScalingRules AtOnce = new(0, [new(PolicyKind.Percent, 100_000, 15)]);

    [Fact]
    public void Without_a_behavior_pods_double_every_15_seconds_or_become_4_more()
    {
        var autoscaler = new Autoscaler(new(1, 1000, ScalingRules.DefaultUp, ScalingRules.DefaultDown));
        Assert.Equal([5, 10, 20, 40, 80, 90], Run(autoscaler, start: 1, Enumerable.Repeat(90, 6)));
    }

    [Fact]
    public void Pods_of_a_policy_are_added_once_in_a_period()
    {
        var autoscaler = new Autoscaler(new(1, 100, new(0, [new(PolicyKind.Pods, 4, 60)]), ScalingRules.DefaultDown));
        Assert.Equal([6, 6, 6, 6, 10, 10], Run(autoscaler, start: 2, Enumerable.Repeat(50, 6)));
    }

    [Fact]
    public void Percent_are_of_the_pods_at_the_start_of_the_period()
    {
        var autoscaler = new Autoscaler(new(1, 100, new(0, [new(PolicyKind.Percent, 100, 30)]), ScalingRules.DefaultDown));
        Assert.Equal([12, 20, 24, 40], Run(autoscaler, start: 10, [12, 30, 30, 100]));
    }

    [Fact]
    public void Of_80_pods_a_tenth_is_8_and_of_72_rounded_up_8_again()
    {
        var autoscaler = new Autoscaler(new(10, 100, AtOnce, new(0, [new(PolicyKind.Pods, 4, 15), new(PolicyKind.Percent, 10, 15)])));
        Assert.Equal([72, 64, 57, 51, 45, 40, 36, 32], Run(autoscaler, start: 80, Enumerable.Repeat(10, 8)));
    }

    [Theory]
    [InlineData(PolicySelection.Max, 20)]
    [InlineData(PolicySelection.Min, 14)]
    [InlineData(PolicySelection.Disabled, 10)]
    public void The_selection_says_which_policy_adds_pods(object selection, int expected)
    {
        var up = new ScalingRules(0, [new(PolicyKind.Pods, 4, 15), new(PolicyKind.Percent, 100, 15)], (PolicySelection)selection);
        Assert.Equal([expected], Run(new(new(1, 100, up, ScalingRules.DefaultDown)), start: 10, [50]));
    }

    [Theory]
    [InlineData(PolicySelection.Max, 50)]
    [InlineData(PolicySelection.Min, 95)]
    [InlineData(PolicySelection.Disabled, 100)]
    public void The_selection_says_which_policy_takes_pods_away(object selection, int expected)
    {
        var down = new ScalingRules(0, [new(PolicyKind.Pods, 5, 15), new(PolicyKind.Percent, 50, 15)], (PolicySelection)selection);
        Assert.Equal([expected], Run(new(new(1, 100, AtOnce, down)), start: 100, [1]));
    }

    [Fact]
    public void Pods_go_when_no_recommendation_of_the_window_wants_them()
    {
        var autoscaler = new Autoscaler(new(1, 100, AtOnce, new(60, [new(PolicyKind.Percent, 100, 15)])));
        Assert.Equal([10, 10, 10, 10, 7, 7, 7, 7, 2], Run(autoscaler, start: 10, [10, 2, 7, 2, 7, 2, 2, 2, 2]));
    }

    [Fact]
    public void A_window_for_scaling_up_takes_the_least_of_its_recommendations()
    {
        var autoscaler = new Autoscaler(new(1, 100, AtOnce with { StabilizationWindowSeconds = 30 }, ScalingRules.DefaultDown));
        Assert.Equal([2, 2, 8, 9], Run(autoscaler, start: 2, [2, 8, 9, 10]));
    }

    [Fact]
    public void The_number_of_pods_stays_between_its_limits()
    {
        var settings = new AutoscalerSettings(2, 10, AtOnce, new(0, [new(PolicyKind.Percent, 100, 15)]));
        Assert.Equal([10, 2], Run(new(settings), start: 5, [40, 0]));
    }

    private static List<int> Run(Autoscaler autoscaler, int start, IEnumerable<int> recommendations)
    {
        var pods = new List<int>();
        foreach (var recommendation in recommendations)
        {
            pods.Add(start = autoscaler.Next(pods.Count * Autoscaler.SyncPeriod, start, recommendation));
        }

        return pods;
    }
}
