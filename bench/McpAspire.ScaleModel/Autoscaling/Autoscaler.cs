namespace McpAspire.ScaleModel.Autoscaling;

/// <summary>What the controller makes of recommendations: stabilization windows, policies, and the limits of the HorizontalPodAutoscaler.</summary>
internal sealed class Autoscaler(AutoscalerSettings settings)
{
    /// <summary><c>--horizontal-pod-autoscaler-sync-period</c>, in seconds.</summary>
    public const int SyncPeriod = 15;

    private readonly List<(int Time, int Replicas)> _recommendations = [];
    private readonly List<(int Time, int Change)> _changes = [];

    /// <param name="now">In seconds.</param>
    /// <param name="current">How many pods are wanted now.</param>
    /// <param name="recommendation">The largest number that a metric asks for.</param>
    /// <returns>How many pods are wanted from now on.</returns>
    public int Next(int now, int current, int recommendation)
    {
        var stable = Stabilize(now, current, recommendation);
        var next = stable > current ? Math.Max(current, Math.Min(stable, MostUp(now, current)))
            : stable < current ? Math.Min(current, Math.Max(stable, LeastDown(now, current)))
            : current;
        next = Math.Clamp(next, settings.MinReplicas, settings.MaxReplicas);
        if (next != current)
        {
            _changes.Add((now, next - current));
        }

        return next;
    }

    private int Stabilize(int now, int current, int recommendation)
    {
        _recommendations.Add((now, recommendation));
        return Math.Min(Math.Max(current, Within(now, settings.ScaleUp).Min()), Within(now, settings.ScaleDown).Max());
    }

    private IEnumerable<int> Within(int now, ScalingRules rules) =>
        from item in _recommendations
        where item.Time > now - rules.StabilizationWindowSeconds || item.Time == now
        select item.Replicas;

    private int MostUp(int now, int current)
    {
        var limits = settings.ScaleUp.Policies.Select(policy => policy.Kind is PolicyKind.Pods
            ? AtStartOf(policy, now, current) + policy.Value
            : (int)Math.Ceiling(AtStartOf(policy, now, current) * (1 + (policy.Value / 100.0))));
        return settings.ScaleUp.Select switch
        {
            PolicySelection.Max => limits.Max(),
            PolicySelection.Min => limits.Min(),
            PolicySelection.Disabled or _ => current,
        };
    }

    private int LeastDown(int now, int current)
    {
        var limits = settings.ScaleDown.Policies.Select(policy => policy.Kind is PolicyKind.Pods
            ? AtStartOf(policy, now, current) - policy.Value
            : (int)(AtStartOf(policy, now, current) * (1 - (policy.Value / 100.0))));
        return settings.ScaleDown.Select switch
        {
            PolicySelection.Max => limits.Min(),
            PolicySelection.Min => limits.Max(),
            PolicySelection.Disabled or _ => current,
        };
    }

    /// <summary>How many pods there were when the period began.</summary>
    private int AtStartOf(ScalingPolicy policy, int now, int current) => current - _changes.Where(change => change.Time > now - policy.PeriodSeconds).Sum(static change => change.Change);
}
