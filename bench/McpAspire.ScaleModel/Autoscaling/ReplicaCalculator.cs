namespace McpAspire.ScaleModel.Autoscaling;

/// <summary>
/// How many pods one metric asks for, as documented under "Algorithm details" of
/// https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/, with the defaults of kube-controller-manager.
/// </summary>
internal static class ReplicaCalculator
{
    /// <summary><c>--horizontal-pod-autoscaler-tolerance</c>.</summary>
    private const double Tolerance = 0.1;

    /// <summary><c>--horizontal-pod-autoscaler-cpu-initialization-period</c>, in seconds.</summary>
    private const int CpuInitializationPeriod = 300;

    /// <summary><c>--horizontal-pod-autoscaler-initial-readiness-delay</c>, in seconds.</summary>
    private const int InitialReadinessDelay = 30;

    /// <param name="pods">All pods that are not being ended.</param>
    /// <param name="target">The utilization that is wanted; 1 is all of the request.</param>
    /// <param name="isCpu">CPU of pods that are not ready yet is set aside; other metrics count at once.</param>
    /// <param name="now">In seconds.</param>
    /// <returns>As many as there are, if nothing is known or the change would be too small.</returns>
    public static int ByUtilization(IReadOnlyList<ObservedPod> pods, double target, bool isCpu, int now)
    {
        var known = new List<double>();
        var (notYetReady, missing) = (0, 0);
        foreach (var pod in pods)
        {
            if (pod.StartedAt is not { } startedAt)
            {
                notYetReady++;
            }
            else if (pod.Sample is not { } sample)
            {
                missing++;
            }
            else if (isCpu && IsNotYetReady(pod, startedAt, sample, now))
            {
                notYetReady++;
            }
            else
            {
                known.Add(sample.Utilization / target);
            }
        }

        if (known.Count == 0)
        {
            return pods.Count;
        }

        var ratio = known.Average();
        // Who is missing is taken to use all of the target on the way down, and nothing on the way up; who is not ready yet matters on the way up only.
        if (ratio < 1)
        {
            known.AddRange(Enumerable.Repeat(1.0, missing));
        }
        else if (ratio > 1)
        {
            known.AddRange(Enumerable.Repeat(0.0, missing + notYetReady));
        }

        var careful = known.Average();
        if (IsWithinTolerance(careful) || (ratio < 1) != (careful < 1))
        {
            return pods.Count;
        }

        var wanted = Ceiling(careful * known.Count);
        return (careful > 1) == (wanted > pods.Count) ? wanted : pods.Count;
    }

    /// <summary>For a total that is shared out, an external metric with a target of the type AverageValue, as KEDA makes them.</summary>
    public static int ByTotal(int replicas, double total, double targetPerPod) =>
        IsWithinTolerance(total / (targetPerPod * replicas)) ? replicas : Ceiling(total / targetPerPod);

    private static bool IsWithinTolerance(double ratio) => Math.Abs(1 - ratio) <= Tolerance + 1e-9;

    /// <summary>Rounding errors must not make a pod more.</summary>
    private static int Ceiling(double value) => (int)Math.Ceiling(value - 1e-9);

    private static bool IsNotYetReady(ObservedPod pod, int startedAt, Sample sample, int now) =>
        now < startedAt + CpuInitializationPeriod
            ? !pod.IsReady || sample.Time < pod.ReadyChangedAt + sample.WindowSeconds
            : !pod.IsReady && pod.ReadyChangedAt < startedAt + InitialReadinessDelay;
}
