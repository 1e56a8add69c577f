using McpAspire.ScaleModel.Autoscaling;
using McpAspire.ScaleModel.Simulation;

namespace McpAspire.ScaleModel.Tables;

/// <summary>One way to scale, to be compared with others.</summary>
internal sealed record Variant(string Name, PodServer Server, AutoscalerSettings Settings, Targets Targets)
{
    public Outcome Run(Scenario scenario) => new Cluster(Server, new(), Settings, Targets).Run(scenario);
}
