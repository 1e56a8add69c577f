using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Commands.Load;

/// <summary>The parameters of a run of <c>load</c>.</summary>
/// <param name="Call">The repeated call.</param>
/// <param name="Calls">Maximum number of calls.</param>
/// <param name="Duration">Time during which calls start; <see langword="null"/> for no limit.</param>
/// <param name="Connections">Number of concurrent connections, with one call each at a time.</param>
/// <param name="Rate">Calls that start per second over all connections; <see langword="null"/> for the maximum.</param>
internal sealed record LoadPlan(CallToolRequestParams Call, long Calls, TimeSpan? Duration, int Connections, double? Rate)
{
    /// <summary>Maximum number of calls of one run.</summary>
    public const int MaxCalls = 1_000_000;

    /// <summary>Maximum duration of a run in seconds.</summary>
    public const int MaxSeconds = 3600;

    /// <summary>Maximum number of connections.</summary>
    public const int MaxConnections = 64;

    /// <summary>Maximum rate in calls per second.</summary>
    public const int MaxRate = 10_000;
}
