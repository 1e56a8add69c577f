namespace McpAspire.ServiceDefaults.Settings;

/// <summary>Settings that hold several values.</summary>
public static class SettingList
{
    /// <summary>The values of a setting, which commas or spaces separate; none where it is not set.</summary>
    public static string[] Split(string? setting) => setting?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
