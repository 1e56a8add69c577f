namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>This machine's clock against the authority's.</summary>
internal static class ClockCheck
{
    /// <summary>Entra lets clocks differ by this much, and so do most who check tokens.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    public static DoctorCheck Run(TimeSpan? ahead)
    {
        if (ahead is not { } difference)
        {
            return DoctorCheck.Skip(CheckNames.Clock, "the authority did not tell its time");
        }

        var found = $"{Duration.Say(difference)} {(difference >= TimeSpan.Zero ? "ahead of" : "behind")} the authority";
        const string Fix = "Set the node's clock (NTP): tokens seem not to be valid yet, or not any more.";
        return difference.Duration() > Allowed ? DoctorCheck.Fail(CheckNames.Clock, found, Fix)
            : difference.Duration() > Usual ? DoctorCheck.Warn(CheckNames.Clock, found, Fix)
            : DoctorCheck.Pass(CheckNames.Clock, found);
    }
}
