namespace McpAspire.ScaleModel.Autoscaling;

/// <summary>One direction of a HorizontalPodAutoscaler's <c>behavior</c>.</summary>
/// <param name="StabilizationWindowSeconds">The most careful recommendation of this time counts.</param>
/// <param name="Policies">How fast the number of pods may change.</param>
/// <param name="Select">Which of them counts.</param>
internal sealed record ScalingRules(int StabilizationWindowSeconds, IReadOnlyList<ScalingPolicy> Policies, PolicySelection Select = PolicySelection.Max)
{
    /// <summary>What Kubernetes does without a <c>behavior</c>: twice the pods, or 4 more, every 15 seconds.</summary>
    public static ScalingRules DefaultUp { get; } = new(0, [new(PolicyKind.Percent, 100, 15), new(PolicyKind.Pods, 4, 15)]);

    /// <summary>What Kubernetes does without a <c>behavior</c>: down to the highest recommendation of 5 minutes, at once.</summary>
    public static ScalingRules DefaultDown { get; } = new(300, [new(PolicyKind.Percent, 100, 15)]);
}
