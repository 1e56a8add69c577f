namespace McpAspire.ScaleModel.Autoscaling;

/// <summary>A HorizontalPodAutoscaler.</summary>
/// <param name="MinReplicas">Fewest pods.</param>
/// <param name="MaxReplicas">Most pods.</param>
/// <param name="ScaleUp">How pods are added.</param>
/// <param name="ScaleDown">How pods are taken away.</param>
internal sealed record AutoscalerSettings(int MinReplicas, int MaxReplicas, ScalingRules ScaleUp, ScalingRules ScaleDown);
