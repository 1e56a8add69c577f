using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Commands.Load;

/// <summary>What a run of <c>load</c> is to do.</summary>
/// <param name="Call">The call that is made again and again.</param>
/// <param name="Calls">The most calls.</param>
/// <param name="Duration">How long calls are begun; <see langword="null"/> for as long as it takes.</param>
/// <param name="Connections">How many connections call at the same time, one call each.</param>
/// <param name="Rate">
/// How many calls a second are begun over all connections; <see langword="null"/> for as many as the connections can.
/// </param>
internal sealed record LoadPlan(CallToolRequestParams Call, long Calls, TimeSpan? Duration, int Connections, double? Rate)
{
    /// <summary>The most calls of one run, however it is bounded.</summary>
    public const int MaxCalls = 1_000_000;

    /// <summary>The longest run, in seconds.</summary>
    public const int MaxSeconds = 3600;

    /// <summary>The most connections.</summary>
    public const int MaxConnections = 64;

    /// <summary>The most calls a second that can be asked for.</summary>
    public const int MaxRate = 10_000;
}
