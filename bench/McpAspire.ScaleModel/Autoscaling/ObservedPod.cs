namespace McpAspire.ScaleModel.Autoscaling;

/// <summary>What the controller sees of a pod. Pods that are being ended are not shown to it.</summary>
/// <param name="StartedAt">When the pod was started, in seconds; <see langword="null"/> while it waits for a node or its image.</param>
/// <param name="IsReady">Its condition Ready.</param>
/// <param name="ReadyChangedAt">When that condition changed last.</param>
/// <param name="Sample">Its newest sample; <see langword="null"/> if there is none yet.</param>
internal sealed record ObservedPod(int? StartedAt, bool IsReady, int ReadyChangedAt, Sample? Sample);
