namespace McpAspire.ScaleModel.Autoscaling;

/// <summary>How much may change in any period of that length.</summary>
internal sealed record ScalingPolicy(PolicyKind Kind, int Value, int PeriodSeconds);
