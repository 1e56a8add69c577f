namespace McpAspire.ServiceDefaults.Health;

internal sealed record HealthBody(string Status, DateTime? Timestamp, string? Error);
