namespace McpAspire.ServiceDefaults.Resilience;

/// <summary>Time limits of a request to the backend.</summary>
/// <param name="Attempt">The limit of one attempt: 10 milliseconds to 1 day.</param>
/// <param name="Total">The limit of all attempts and the waits between them: at least <paramref name="Attempt"/>, at most 1 day.</param>
public sealed record BackendTimeouts(TimeSpan Attempt, TimeSpan Total)
{
    /// <summary>The default of <see cref="Total"/>, unless the limit of an attempt needs more.</summary>
    public static readonly TimeSpan DefaultTotal = TimeSpan.FromSeconds(15);

    /// <summary>The limits, by default with a total of 15 seconds or 1.5 × <paramref name="attempt"/>, whichever is longer.</summary>
    public static BackendTimeouts Of(TimeSpan attempt, TimeSpan? total) =>
        new(attempt, total ?? TimeSpan.FromTicks(Math.Max(DefaultTotal.Ticks, attempt.Ticks * 3 / 2)));
}
