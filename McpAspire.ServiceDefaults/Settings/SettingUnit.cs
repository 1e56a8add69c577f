namespace McpAspire.ServiceDefaults.Settings;

/// <summary>The unit of a flat environment name's value.</summary>
public enum SettingUnit
{
    /// <summary>The same as for the configuration key.</summary>
    Text,

    /// <summary>A number of seconds, fractions allowed, e.g. <c>10</c> or <c>0.5</c>.</summary>
    Seconds,
}
