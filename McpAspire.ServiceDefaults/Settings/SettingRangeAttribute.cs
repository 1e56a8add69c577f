using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>
/// The range of a number, or of a <see cref="TimeSpan"/> in seconds. <see cref="RangeAttribute"/> needs reflection for times, and generated
/// validators lose its message.
/// </summary>
/// <param name="min">The minimum.</param>
/// <param name="max">The maximum.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingRangeAttribute(double min, double max) : ValidationAttribute
{
    /// <summary>The minimum.</summary>
    public double Min => min;

    /// <summary>The maximum.</summary>
    public double Max => max;

    /// <inheritdoc />
    public override bool IsValid(object? value)
    {
        var number = value is TimeSpan time ? time.TotalSeconds : Convert.ToDouble(value ?? min, CultureInfo.InvariantCulture);
        return number >= min && number <= max;
    }
}
