namespace McpAspire.ServiceDefaults.Health;

internal sealed record DependencyBody(string Status, long LatencyMs, string? ErrorCode);
