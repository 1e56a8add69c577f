namespace McpAspire.ScaleModel.Measured;

/// <summary>One of the first seconds after a start.</summary>
/// <param name="Calls">Calls that were answered.</param>
/// <param name="CpuSeconds">CPU that the server took.</param>
internal sealed record StartSecond(long Calls, double CpuSeconds);
