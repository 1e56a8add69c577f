namespace McpAspire.Bench.Report;

/// <summary>The names of what is measured, with the unit.</summary>
internal static class Quantities
{
    public const string Rate = "calls/s";
    public const string P50 = "p50 ms";
    public const string P99 = "p99 ms";
    public const string P999 = "p99.9 ms";
    public const string Cpu = "CPU µs/call";
    public const string Bytes = "bytes/call";
    public const string Memory = "RSS MiB";
}
