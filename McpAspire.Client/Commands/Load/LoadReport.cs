namespace McpAspire.Client.Commands.Load;

/// <summary>What a run of <c>load</c> measured: the document of <c>--json</c>.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Server">The server's endpoint.</param>
/// <param name="Connections">How many connections called at the same time.</param>
/// <param name="Rate">The calls a second that were asked for; absent if none were.</param>
/// <param name="Interrupted">Whether the run was ended early, by Ctrl+C.</param>
/// <param name="Calls">How many calls ended.</param>
/// <param name="Failed">How many of them failed.</param>
/// <param name="Abandoned">How many more were under way when the run was interrupted.</param>
/// <param name="ElapsedSeconds">How long the run took.</param>
/// <param name="CallsPerSecond">Calls that ended, a second.</param>
/// <param name="LatencyMs">
/// Their latencies, of the failed ones too; absent if none ended. With a rate, counted from when a call was due, so that a server that
/// falls behind shows.
/// </param>
/// <param name="Outcomes">How many calls ended how: <c>ok</c>, an error code, or what happened to the connection.</param>
/// <param name="Histogram">How many took how long.</param>
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
    /// <summary>How many of the calls failed, in percent.</summary>
    public double ErrorRate => Calls == 0 ? 0 : 100.0 * Failed / Calls;
}
