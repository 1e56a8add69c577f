using System.Globalization;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>Times as the flat environment names write them: a number of seconds.</summary>
internal static class Seconds
{
    /// <summary><c>10</c> becomes <c>00:00:10</c>; anything that is no number of seconds stays as it is.</summary>
    public static string ToTimeSpanText(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture)
            : value;
}
