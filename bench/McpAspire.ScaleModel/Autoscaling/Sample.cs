namespace McpAspire.ScaleModel.Autoscaling;

/// <summary>What metrics-server knows of a pod.</summary>
/// <param name="Time">The end of the window, in seconds.</param>
/// <param name="WindowSeconds">The time over which usage was averaged.</param>
/// <param name="Utilization">Usage by request; 1 is all of the request.</param>
internal readonly record struct Sample(int Time, int WindowSeconds, double Utilization);
