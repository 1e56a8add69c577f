namespace McpAspire.ScaleModel.Simulation;

/// <summary>What became of a scenario.</summary>
/// <param name="Pods">Pods that are wanted, by second.</param>
/// <param name="Ready">Pods that are ready, by second.</param>
/// <param name="Calls">Calls in all.</param>
/// <param name="Refused">Of them, those without an answer.</param>
/// <param name="ServedAfter">Seconds from the load's change to the last refused call; 0 if there is none.</param>
internal sealed record Outcome(IReadOnlyList<int> Pods, IReadOnlyList<int> Ready, double Calls, double Refused, int ServedAfter);
