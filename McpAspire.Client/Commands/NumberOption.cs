using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace McpAspire.Client.Commands;

/// <summary>Creates options that take a number within a range.</summary>
internal static class NumberOption
{
    /// <param name="name">The option.</param>
    /// <param name="helpName">The placeholder of the number in help.</param>
    /// <param name="description">Its description, without the range.</param>
    /// <param name="min">The minimum.</param>
    /// <param name="max">The maximum.</param>
    public static Option<T?> Create<T>(string name, string helpName, string description, T min, T max)
        where T : struct, INumber<T>
    {
        var kind = T.Zero is double ? string.Empty : "a whole number, ";
        var range = string.Create(CultureInfo.InvariantCulture, $"{kind}{min:0.##} to {max:0.##}");
        return new(name)
        {
            HelpName = helpName,
            Description = $"{description} {char.ToUpperInvariant(range[0])}{range[1..]}.",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
                {
                    return number;
                }

                result.AddError($"{name} must be {range}; it is '{text}'.");
                return null;
            },
        };
    }
}
