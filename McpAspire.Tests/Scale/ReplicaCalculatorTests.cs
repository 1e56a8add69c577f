using McpAspire.ScaleModel.Autoscaling;

namespace McpAspire.Tests.Scale;

/// <summary>The algorithm of the HorizontalPodAutoscaler as Kubernetes documents it.</summary>
[Trait("Category", "Unit")]
public sealed class ReplicaCalculatorTests
{
    private const int Now = 10_000;
    private const int Window = 15;

    [Theory]
    [InlineData(2.0, 8)]
    [InlineData(0.5, 2)]
    [InlineData(1.2, 5)]
    [InlineData(0.8, 4)]
    [InlineData(0.75, 3)]
    public void Pods_follow_the_ratio_of_usage_to_target_rounded_up(double ratio, int expected) => Assert.Equal(expected, Wanted(Enumerable.Repeat(Ready(0.8 * ratio), 4)));

    [Theory]
    [InlineData(1.1)]
    [InlineData(1.05)]
    [InlineData(0.95)]
    [InlineData(0.9)]
    public void A_ratio_within_a_tenth_of_one_changes_nothing(double ratio) => Assert.Equal(20, Wanted(Enumerable.Repeat(Ready(0.8 * ratio), 20)));

    [Fact]
    public void Without_any_sample_nothing_changes() => Assert.Equal(3, Wanted([Missing, Missing, Waiting]));

    [Fact]
    public void Who_is_missing_counts_as_idle_on_the_way_up() =>
        // 3 × 2 in 4 pods: 1.5, of which 6 pods.
        Assert.Equal(6, Wanted([Ready(1.6), Ready(1.6), Ready(1.6), Missing]));

    [Fact]
    public void Who_is_missing_counts_as_busy_on_the_way_down() =>
        // (2 × 0.5 + 1) of 3: two thirds, of which 2 pods; without that pod it would be one.
        Assert.Equal(2, Wanted([Ready(0.4), Ready(0.4), Missing]));

    [Fact]
    public void Who_is_not_ready_yet_counts_as_idle_on_the_way_up() => Assert.Equal(6, Wanted([Ready(1.6), Ready(1.6), Ready(1.6), Waiting]));

    [Fact]
    public void Who_is_not_ready_yet_does_not_count_on_the_way_down() => Assert.Equal(1, Wanted([Ready(0.4), Ready(0.4), Waiting]));

    [Fact]
    public void The_processor_time_of_a_start_is_set_aside() => Assert.Equal(4, Wanted([Ready(0.8), Ready(0.8), Ready(0.8), Started(ago: 20, isReady: false, changedAgo: 20, 5)]));

    [Fact]
    public void Memory_of_a_pod_that_is_not_ready_counts() =>
        Assert.Equal(9, ReplicaCalculator.ByUtilization([Ready(0.8), Ready(0.8), Ready(0.8), Started(ago: 20, isReady: false, changedAgo: 20, 4.8)], 0.8, isCpu: false, Now));

    [Fact]
    public void A_sample_that_began_before_the_pod_was_ready_is_set_aside_for_five_minutes()
    {
        var young = Started(ago: 299, isReady: true, changedAgo: 10, 4.8);
        var old = Started(ago: 300, isReady: true, changedAgo: 10, 4.8);
        Assert.Equal(4, Wanted([Ready(0.8), Ready(0.8), Ready(0.8), young]));
        Assert.Equal(9, Wanted([Ready(0.8), Ready(0.8), Ready(0.8), old]));
    }

    [Fact]
    public void After_five_minutes_a_pod_that_was_ready_once_counts_again_although_it_is_not_now()
    {
        var neverReady = Started(ago: 400, isReady: false, changedAgo: 371, 4.8);
        var onceReady = Started(ago: 400, isReady: false, changedAgo: 100, 4.8);
        Assert.Equal(4, Wanted([Ready(0.8), Ready(0.8), Ready(0.8), neverReady]));
        Assert.Equal(9, Wanted([Ready(0.8), Ready(0.8), Ready(0.8), onceReady]));
    }

    [Fact]
    public void Who_is_set_aside_never_turns_the_direction() => Assert.Equal(4, Wanted([Ready(1.2), Missing, Missing, Waiting]));

    [Theory]
    [InlineData(2, 100, 5)]
    [InlineData(5, 109, 5)]
    [InlineData(5, 111, 6)]
    [InlineData(5, 0, 0)]
    public void A_total_is_shared_out_with_the_same_tolerance(int replicas, double total, int expected) => Assert.Equal(expected, ReplicaCalculator.ByTotal(replicas, total, 20));

    private static int Wanted(IEnumerable<ObservedPod> pods) => ReplicaCalculator.ByUtilization([.. pods], target: 0.8, isCpu: true, Now);

    private static ObservedPod Ready(double utilization) => Started(ago: 5000, isReady: true, changedAgo: 4990, utilization);

    private static ObservedPod Missing { get; } = new(Now - 5, IsReady: true, Now - 1, Sample: null);

    private static ObservedPod Waiting { get; } = new(StartedAt: null, IsReady: false, Now - 5, Sample: null);

    private static ObservedPod Started(int ago, bool isReady, int changedAgo, double utilization) => new(Now - ago, isReady, Now - changedAgo, new(Now, Window, utilization));
}
