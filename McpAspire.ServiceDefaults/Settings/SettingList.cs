namespace McpAspire.ServiceDefaults.Settings;

/// <summary>Settings with several values.</summary>
public static class SettingList
{
    /// <summary>The values of a setting, separated by commas or spaces; none if it is not set.</summary>
    public static string[] Split(string? setting) =>
        setting?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
