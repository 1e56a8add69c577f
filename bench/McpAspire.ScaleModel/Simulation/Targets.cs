namespace McpAspire.ScaleModel.Simulation;

/// <summary>What the autoscaler looks at; <see langword="null"/>: not at that.</summary>
/// <param name="Cpu">CPU by request.</param>
/// <param name="Memory">Memory by request.</param>
/// <param name="CallsUnderWay">Calls under way for each pod, by Prometheus.</param>
internal sealed record Targets(double? Cpu, double? Memory = null, double? CallsUnderWay = null);
