namespace McpAspire.Client.Commands.Load;

/// <summary>How many calls took how long.</summary>
/// <param name="FromMs">From, in milliseconds.</param>
/// <param name="ToMs">Up to but not including, in milliseconds.</param>
/// <param name="Count">How many calls.</param>
internal sealed record LatencyBucket(double FromMs, double ToMs, long Count);
