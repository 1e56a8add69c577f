namespace McpAspire.Client.Commands.Load;

/// <summary>Number of calls within a range of latencies.</summary>
/// <param name="FromMs">Lower bound in milliseconds.</param>
/// <param name="ToMs">Upper bound in milliseconds, exclusive.</param>
/// <param name="Count">Number of calls.</param>
internal sealed record LatencyBucket(double FromMs, double ToMs, long Count);
