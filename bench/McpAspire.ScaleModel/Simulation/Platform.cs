namespace McpAspire.ScaleModel.Simulation;

/// <summary>What the cluster does, in seconds. None of it is measured: these are assumptions.</summary>
/// <param name="Scheduling">From the wish for a pod to a node for it.</param>
/// <param name="ImagePull">From the node to a running container.</param>
/// <param name="NewNode">Longer for each pod that finds no room on the nodes there are.</param>
/// <param name="Room">Pods for which those have room.</param>
internal sealed record Platform(int Scheduling = 2, int ImagePull = 6, int NewNode = 120, int Room = 30);
