using System.CommandLine;
using System.Globalization;

namespace McpAspire.Client.Commands;

/// <summary>Creates options that take a number within a range.</summary>
internal static class NumberOption
{
    /// <param name="name">The option.</param>
    /// <param name="helpName">The placeholder of the number in help.</param>
    /// <param name="description">Its description, without the range.</param>
    /// <param name="min">The minimum.</param>
    /// <param name="max">The maximum.</param>
    /// <param name="isInteger">Whether only whole numbers are allowed.</param>
    public static Option<double?> Create(string name, string helpName, string description, double min, double max, bool isInteger = false)
    {
        var range = string.Create(
            CultureInfo.InvariantCulture, $"{(isInteger ? "a whole number, " : string.Empty)}{min:0.##} to {max:0.##}");
        return new(name)
        {
            HelpName = helpName,
            Description = $"{description} {char.ToUpperInvariant(range[0])}{range[1..]}.",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && number >= min && number <= max && (!isInteger || double.IsInteger(number)))
                {
                    return number;
                }

                result.AddError($"{name} must be {range}; it is '{text}'.");
                return null;
            },
        };
    }
}
