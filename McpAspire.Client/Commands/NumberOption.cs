using System.CommandLine;
using System.Globalization;

namespace McpAspire.Client.Commands;

/// <summary>Makes options that take a number within a range.</summary>
internal static class NumberOption
{
    /// <param name="name">The option.</param>
    /// <param name="helpName">What stands for the number in help.</param>
    /// <param name="description">What it does; the range is added.</param>
    /// <param name="least">The smallest number.</param>
    /// <param name="most">The greatest.</param>
    /// <param name="whole">Whether only whole numbers are allowed.</param>
    public static Option<double?> Create(string name, string helpName, string description, double least, double most, bool whole = false)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"{least:0.##} to {most:0.##}");
        return new(name)
        {
            HelpName = helpName,
            Description = $"{description} {(whole ? "A whole number, " : string.Empty)}{range}.",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most && (!whole || Math.Truncate(number) == number))
                {
                    return number;
                }

                result.AddError($"{name} must be {(whole ? "a whole number, " : string.Empty)}{range}; it is '{text}'.");
                return null;
            },
        };
    }
}
