namespace McpAspire.ServiceDefaults.Health;

internal sealed record LivenessBody(string Status, DateTime Timestamp, string ServiceVersion);
