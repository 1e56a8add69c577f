using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Validates the settings as startup does.</summary>
internal static class SettingsCheck
{
    public static DoctorCheck Run(IServiceProvider services) => services.WrongSettings() is { Count: > 0 } wrong
        ? new(CheckNames.Settings, CheckState.Fail, wrong) { Fix = "Correct these settings; the program does not start with them." }
        : DoctorCheck.Pass(CheckNames.Settings, "all are valid");
}
