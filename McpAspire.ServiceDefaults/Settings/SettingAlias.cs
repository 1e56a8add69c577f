namespace McpAspire.ServiceDefaults.Settings;

/// <summary>A flat environment name and its configuration key.</summary>
/// <param name="EnvironmentName">
/// The flat name, e.g. <c>BACKEND_API_TIMEOUT</c>. Read from any configuration source; letter case does not matter.
/// </param>
/// <param name="Key">The key that the code reads, e.g. <c>Backend:AttemptTimeout</c>.</param>
/// <param name="Unit">How the flat value is written; <see cref="SettingUnit.Text"/> by default.</param>
public sealed record SettingAlias(string EnvironmentName, string Key, SettingUnit Unit = SettingUnit.Text)
{
    /// <summary>
    /// The value in the form that the configuration binder reads. Other values are unchanged, so that the error shows them as written.
    /// </summary>
    internal string ToConfigurationValue(string value) => Unit == SettingUnit.Seconds ? Seconds.ToTimeSpanText(value) : value;
}
