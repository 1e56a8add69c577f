using System.Globalization;
using System.Text.Json;

namespace ModelContextProtocol.AspNetCore.Http;

/// <summary>Compares a header with an argument: text by text, integers by value, so that <c>42</c> and <c>42.0</c> are the same (SEP-2243).</summary>
internal static class HeaderValue
{
    /// <summary>2^53 - 1: beyond it, a JavaScript number is not exact.</summary>
    public const long MaxSafeInteger = 9007199254740991;

    private const NumberStyles Integer = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static HeaderComparison Compare(string? header, string? argument, JsonElement schema)
    {
        if (header is not null && argument is not null && IsInteger(schema))
        {
            var (first, second) = (Classify(header), Classify(argument));
            if (first is NumberKind.Unsafe || second is NumberKind.Unsafe)
            {
                return HeaderComparison.UnsafeInteger;
            }

            if (first is NumberKind.Fraction || second is NumberKind.Fraction)
            {
                return HeaderComparison.Different;
            }

            if (first is NumberKind.SafeInteger && second is NumberKind.SafeInteger)
            {
                return Same(Parse(header) == Parse(argument));
            }
        }

        return Same(header == argument);
    }

    private static HeaderComparison Same(bool same) => same ? HeaderComparison.Equal : HeaderComparison.Different;

    private static bool IsInteger(JsonElement schema) =>
        schema.TryGetProperty("type", out var type) && (type.ValueKind is JsonValueKind.Array
            ? type.EnumerateArray().Any(IsIntegerName)
            : IsIntegerName(type));

    private static bool IsIntegerName(JsonElement type) => type.ValueKind is JsonValueKind.String && type.ValueEquals("integer");

    private static long? Parse(string text) => long.TryParse(text, Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static NumberKind Classify(string text)
    {
        if (Parse(text) is { } value)
        {
            return value is >= -MaxSafeInteger and <= MaxSafeInteger ? NumberKind.SafeInteger : NumberKind.Unsafe;
        }

        // Too large for 64 bits, or not whole: a double tells which.
        return double.TryParse(text, Integer, CultureInfo.InvariantCulture, out var number)
            ? Math.Abs(number) > MaxSafeInteger ? NumberKind.Unsafe : NumberKind.Fraction
            : NumberKind.None;
    }

    private enum NumberKind
    {
        None,
        SafeInteger,
        Unsafe,
        Fraction,
    }
}
