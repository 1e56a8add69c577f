namespace McpAspire.Bench.Report;

/// <summary>The names of quantities that several verbs measure, with the unit.</summary>
internal static class Quantities
{
    public const string Rate = "calls/s";
    public const string P50 = "p50 ms";
    public const string P99 = "p99 ms";
    public const string Cpu = "CPU µs/call";
    public const string Bytes = "bytes/call";
    public const string Memory = "RSS MiB";
    public const string PeakMemory = "RSS peak MiB";
    public const string Time = "ms";
    public const string FirstCall = "to first call ms";
    public const string FirstSecond = "calls in second 1";
    public const string Failed = "failed attempts";
    public const string Lost = "calls without a result";
    public const string Duplicates = "tickets stored twice";
    public const string ServerErrors = "5xx";
}
