using System.Globalization;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>Converts the durations of flat environment names, which are in seconds.</summary>
internal static class Seconds
{
    /// <summary><c>10</c> becomes <c>00:00:10</c>; anything else is unchanged.</summary>
    public static string ToTimeSpanText(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
            : value;
}
