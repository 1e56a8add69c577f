namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Formats a duration for a sentence.</summary>
internal static class Duration
{
    public static string Format(TimeSpan time) => time.Duration() switch
    {
        { TotalDays: >= 2 } length => FormattableString.Invariant($"{length.TotalDays:0} days"),
        { TotalHours: >= 2 } length => FormattableString.Invariant($"{length.TotalHours:0} h"),
        { TotalMinutes: >= 2 } length => FormattableString.Invariant($"{length.TotalMinutes:0} min"),
        var length => FormattableString.Invariant($"{length.TotalSeconds:0} s"),
    };
}
