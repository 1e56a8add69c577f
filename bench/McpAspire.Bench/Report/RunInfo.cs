namespace McpAspire.Bench.Report;

/// <summary>Where and how it was measured.</summary>
internal sealed record RunInfo(string Machine, bool IsPinned, string Runtime, string Configuration, DateTimeOffset At, int Repetitions, double TurnSeconds, IReadOnlyList<string> Skipped)
{
    /// <inheritdoc />
    public override string ToString() =>
        $"{Machine}; {Runtime}, {Configuration}; {At:yyyy-MM-dd HH:mm} UTC; {(IsPinned ? "the server on one core, load and backend on another" : "not kept to cores")}; "
        + $"{Repetitions} repetitions of {TurnSeconds} s, the servers in turn; median (smallest–largest).{string.Concat(Skipped.Select(static reason => $"\n\nSkipped: {reason}."))}";
}
