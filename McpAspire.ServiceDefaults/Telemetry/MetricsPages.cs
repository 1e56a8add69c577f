namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>All metrics at one moment, in both formats.</summary>
internal sealed record MetricsPages(ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> OpenMetrics);
