namespace McpAspire.ServiceDefaults.Settings;

/// <summary>How the value of a flat environment name is written.</summary>
public enum SettingUnit
{
    /// <summary>As the configuration key takes it.</summary>
    Text,

    /// <summary>A number of seconds, fractions allowed, e.g. <c>10</c> or <c>0.5</c>.</summary>
    Seconds,
}
