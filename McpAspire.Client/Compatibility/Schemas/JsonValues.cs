using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>Operations on JSON values as JSON Schema defines them.</summary>
internal static class JsonValues
{
    // The reader is not a browser: quotation marks are not escaped.
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (JsonTypes Type, string Name)[] TypeNames =
    [
        (JsonTypes.Text, "string"),
        (JsonTypes.Fraction, "number"),
        (JsonTypes.Integer, "integer"),
        (JsonTypes.Boolean, "boolean"),
        (JsonTypes.Array, "array"),
        (JsonTypes.Object, "object"),
        (JsonTypes.Null, "null"),
    ];

    public static JsonTypes TypeOf(JsonElement value) => value switch
    {
        { ValueKind: JsonValueKind.Null } => JsonTypes.Null,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } => JsonTypes.Boolean,
        { ValueKind: JsonValueKind.Number } => IsWhole(value) ? JsonTypes.Integer : JsonTypes.Fraction,
        { ValueKind: JsonValueKind.String } => JsonTypes.Text,
        { ValueKind: JsonValueKind.Array } => JsonTypes.Array,
        { ValueKind: JsonValueKind.Object } => JsonTypes.Object,
        _ => JsonTypes.None,
    };

    /// <summary>The types of the keyword <c>type</c>; ignores unknown ones.</summary>
    public static JsonTypes TypesNamed(JsonElement type) => type switch
    {
        { ValueKind: JsonValueKind.String } => Named(type.GetString()!),
        { ValueKind: JsonValueKind.Array } => type.EnumerateArray().Aggregate(JsonTypes.None, static (all, one) => all | TypesNamed(one)),
        _ => JsonTypes.None,
    };

    /// <summary>Whether all types of the keyword <c>type</c> are known.</summary>
    public static bool NamesTypes(JsonElement type) => type switch
    {
        { ValueKind: JsonValueKind.String } => Named(type.GetString()!) != JsonTypes.None,
        { ValueKind: JsonValueKind.Array } =>
            type.EnumerateArray().All(static one => one.ValueKind == JsonValueKind.String && NamesTypes(one)),
        _ => false,
    };

    /// <summary>The names of the types in JSON Schema; <c>null</c> is last.</summary>
    public static IReadOnlyList<string> Names(JsonTypes types) =>
        [
            .. TypeNames.Where(one => types.HasFlag(one.Type) && !(one.Type == JsonTypes.Integer && types.HasFlag(JsonTypes.Fraction)))
                .Select(static one => one.Name)];

    public static string Text(JsonTypes types) => types == JsonTypes.All ? "any type" : string.Join(" or ", Names(types));

    /// <returns><see langword="null"/> if it is not a number that a decimal can hold.</returns>
    public static decimal? Number(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var value) ? value : null;

    public static bool IsMultiple(decimal number, decimal step)
    {
        try
        {
            return number % step == 0;
        }
        catch (OverflowException)
        {
            // The quotient has more digits than a decimal can hold.
            return true;
        }
    }

    /// <summary>The value as JSON on one line.</summary>
    public static string Compact(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, OneLine))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool IsWhole(JsonElement number) =>
        number.TryGetDecimal(out var exact) ? decimal.Truncate(exact) == exact : double.IsInteger(number.GetDouble());

    private static JsonTypes Named(string name) =>
        name == "number" ? JsonTypes.Number : TypeNames.FirstOrDefault(one => one.Name == name).Type;
}
