namespace McpAspire.Client.Commands.Load;

/// <summary>The report of <c>load</c>: the document of <c>--json</c>.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Server">The server's endpoint.</param>
/// <param name="Connections">Number of concurrent connections.</param>
/// <param name="Rate">The requested calls per second; absent without a rate.</param>
/// <param name="Interrupted">Whether the run was interrupted by Ctrl+C.</param>
/// <param name="Calls">Number of completed calls.</param>
/// <param name="Failed">Number of failed calls.</param>
/// <param name="Abandoned">Number of calls in flight when the run was interrupted.</param>
/// <param name="ElapsedSeconds">Duration of the run.</param>
/// <param name="CallsPerSecond">Completed calls per second.</param>
/// <param name="LatencyMs">
/// Latencies, including failed calls; absent without completed calls. With a rate, measured from the scheduled start, so that they include
/// queueing delays.
/// </param>
/// <param name="Outcomes">Number of calls by outcome: <c>ok</c>, an error code, or a connection failure.</param>
/// <param name="Histogram">Number of calls by latency.</param>
internal sealed record LoadReport(
    string Tool,
    Uri Server,
    int Connections,
    double? Rate,
    bool Interrupted,
    long Calls,
    long Failed,
    long Abandoned,
    double ElapsedSeconds,
    double CallsPerSecond,
    LoadLatency? LatencyMs,
    IReadOnlyDictionary<string, long> Outcomes,
    IReadOnlyList<LatencyBucket> Histogram)
{
    /// <summary>Failed calls in percent.</summary>
    public double ErrorRate => Calls == 0 ? 0 : 100.0 * Failed / Calls;
}
