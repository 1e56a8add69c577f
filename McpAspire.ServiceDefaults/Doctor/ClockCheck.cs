namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>This machine's clock against the authority's.</summary>
internal static class ClockCheck
{
    /// <summary>Entra lets clocks differ by this much, and so do most who check tokens.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    public static DoctorCheck Run(DateTimeOffset? authority, DateTimeOffset here)
    {
        if (authority is not { } there)
        {
            return DoctorCheck.Skip(CheckNames.Clock, "the authority did not tell its time");
        }

        var found = $"{Duration.Say(here - there)} {(here >= there ? "ahead of" : "behind")} the authority";
        const string Fix = "Set the node's clock (NTP): tokens seem not to be valid yet, or not any more.";
        return (here - there).Duration() switch
        {
            var difference when difference > Allowed => DoctorCheck.Fail(CheckNames.Clock, found, Fix),
            var difference when difference > Usual => DoctorCheck.Warn(CheckNames.Clock, found, Fix),
            _ => DoctorCheck.Pass(CheckNames.Clock, found),
        };
    }
}
