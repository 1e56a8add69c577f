namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Compares this machine's clock with the authority's.</summary>
internal static class ClockCheck
{
    /// <summary>The clock tolerance of Entra ID and of most token validation.</summary>
    private static readonly TimeSpan MaxDifference = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan UsualDifference = TimeSpan.FromMinutes(1);

    public static DoctorCheck Run(TimeSpan? ahead)
    {
        if (ahead is not { } difference)
        {
            return DoctorCheck.Skip(CheckNames.Clock, "the authority sent no time");
        }

        var found = $"{Duration.Format(difference)} {(difference >= TimeSpan.Zero ? "ahead of" : "behind")} the authority";
        const string Fix = "Synchronize the node's clock (NTP): with a wrong clock, tokens seem expired or not valid yet.";
        return difference.Duration() > MaxDifference ? DoctorCheck.Fail(CheckNames.Clock, found, Fix)
            : difference.Duration() > UsualDifference ? DoctorCheck.Warn(CheckNames.Clock, found, Fix)
            : DoctorCheck.Pass(CheckNames.Clock, found);
    }
}
