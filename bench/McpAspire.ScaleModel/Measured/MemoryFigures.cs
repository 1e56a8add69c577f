namespace McpAspire.ScaleModel.Measured;

/// <summary>Resident memory of one server, in MiB, through loads that follow each other.</summary>
/// <param name="HeapLimit">Limit of the heap, 75 % of a container's memory limit.</param>
/// <param name="Idle">Before any call.</param>
/// <param name="Loads">What each load did.</param>
/// <param name="AfterMinute">A minute after the last one.</param>
internal sealed record MemoryFigures(int HeapLimit, long Idle, IReadOnlyList<MemoryLoad> Loads, long AfterMinute);
