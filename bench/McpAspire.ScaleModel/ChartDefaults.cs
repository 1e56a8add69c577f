using McpAspire.ScaleModel.Autoscaling;
using McpAspire.ScaleModel.Measured;
using McpAspire.ScaleModel.Simulation;

namespace McpAspire.ScaleModel;

/// <summary>The values of deploy/charts/mcp-server/values.yaml that the model uses; a test compares them.</summary>
internal static class ChartDefaults
{
    public const int MinReplicas = 2;
    public const int MaxReplicas = 10;
    public const double CpuTarget = 0.80;
    public const double MemoryTarget = 0.85;
    public const double CpuRequest = 0.2;
    public const double CpuLimit = 1.0;
    public const int MemoryRequest = 256;
    public const int MaxSurge = 1;
    public const int CallsUnderWayPerPod = 20;

    public static ScalingRules ScaleUp { get; } = new(0, [new(PolicyKind.Pods, 4, 60), new(PolicyKind.Percent, 100, 60)]);

    public static ScalingRules ScaleDown { get; } = new(300, [new(PolicyKind.Pods, 1, 60), new(PolicyKind.Percent, 10, 60)]);

    public static PodServer Server(Figures figures) => PodServer.Of(figures, CpuRequest, CpuLimit);

    public static AutoscalerSettings Autoscaler(int maxReplicas = MaxReplicas) => new(MinReplicas, maxReplicas, ScaleUp, ScaleDown);
}
