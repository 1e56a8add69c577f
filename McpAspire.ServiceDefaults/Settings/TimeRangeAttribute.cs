using System.ComponentModel.DataAnnotations;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>The range of a <see cref="TimeSpan"/>, in seconds. Unlike <see cref="RangeAttribute"/> it needs no reflection.</summary>
/// <param name="min">The minimum, in seconds.</param>
/// <param name="max">The maximum, in seconds.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeRangeAttribute(double min, double max) : ValidationAttribute
{
    /// <summary>The minimum, in seconds.</summary>
    public double Min => min;

    /// <summary>The maximum, in seconds.</summary>
    public double Max => max;

    /// <inheritdoc />
    public override bool IsValid(object? value) => value is not TimeSpan time || (time.TotalSeconds >= min && time.TotalSeconds <= max);
}
