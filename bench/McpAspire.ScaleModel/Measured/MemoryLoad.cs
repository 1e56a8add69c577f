namespace McpAspire.ScaleModel.Measured;

/// <summary>Resident memory of one server through one load, in MiB.</summary>
/// <param name="Name">The load.</param>
/// <param name="Peak">The most under load.</param>
/// <param name="After">After 10 seconds of rest.</param>
internal sealed record MemoryLoad(string Name, long Peak, long After);
