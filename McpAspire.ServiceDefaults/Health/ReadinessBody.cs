namespace McpAspire.ServiceDefaults.Health;

internal sealed record ReadinessBody(string Status, string? Detail, DateTime Timestamp, IReadOnlyDictionary<string, DependencyBody> Dependencies);
