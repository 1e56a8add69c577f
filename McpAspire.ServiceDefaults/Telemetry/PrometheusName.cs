using System.Text;
using OpenTelemetry.Metrics;

namespace McpAspire.ServiceDefaults.Telemetry;

/// <summary>The names that Prometheus has for OpenTelemetry's (OpenTelemetry specification, Prometheus and OpenMetrics Compatibility).</summary>
internal static class PrometheusName
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["min"] = "minutes",
        ["h"] = "hours",
        ["d"] = "days",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["%"] = "percent",
    };

    /// <summary>The name of a metric without <c>_total</c>, and its unit in words.</summary>
    public static (string Name, string Unit) Of(string name, string? unit, bool isGauge)
    {
        var clean = Clean(name, allowColon: true);
        var word = UnitOf(unit ?? string.Empty, isGauge);
        return (word.Length == 0 || clean.EndsWith($"_{word}", StringComparison.Ordinal) ? clean : $"{clean}_{word}", word);
    }

    /// <summary>The name of a label.</summary>
    public static string Label(string name) => Clean(name, allowColon: false);

    /// <summary>Whether a metric only ever grows.</summary>
    public static bool IsCounter(MetricType type) => type is MetricType.LongSum or MetricType.DoubleSum;

    private static string UnitOf(string unit, bool isGauge)
    {
        if (unit == "1")
        {
            return isGauge ? "ratio" : string.Empty;
        }

        if (unit.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
        {
            var (above, below) = (UnitOf(unit[..slash], isGauge: false), UnitOf(unit[(slash + 1)..], isGauge: false));
            return below.Length == 0 ? above : $"{above}{(above.Length > 0 ? "_" : string.Empty)}per_{below.TrimEnd('s')}";
        }

        // In braces is a remark, not a unit.
        return unit.StartsWith('{') ? string.Empty : Units.TryGetValue(unit, out var word) ? word : Clean(unit, allowColon: false).Trim('_');
    }

    private static string Clean(string name, bool allowColon)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit(character) || (allowColon && character == ':'))
            {
                _ = text.Length == 0 && char.IsAsciiDigit(character) ? text.Append('_').Append(character) : text.Append(character);
            }
            else if (text.Length == 0 || text[^1] != '_')
            {
                text.Append('_');
            }
        }

        return text.ToString();
    }
}
