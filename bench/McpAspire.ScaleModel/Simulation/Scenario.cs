namespace McpAspire.ScaleModel.Simulation;

/// <summary>A load over time.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Seconds">How long it is looked at.</param>
/// <param name="ChangesAt">When it begins to change; before, the pods are those that the first load needs.</param>
/// <param name="Load">Calls per second, by second.</param>
/// <param name="IsWarm">Whether the first pods have worked.</param>
internal sealed record Scenario(string Name, int Seconds, int ChangesAt, Func<int, double> Load, bool IsWarm = true);
