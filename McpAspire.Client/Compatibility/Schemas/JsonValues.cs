using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace McpAspire.Client.Compatibility.Schemas;

/// <summary>What JSON Schema says of JSON values.</summary>
internal static class JsonValues
{
    // For people to read, not for a browser: quotation marks stay as they are.
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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

    /// <summary>The types that the keyword <c>type</c> names; those that do not exist are none.</summary>
    public static JsonTypes TypesNamed(JsonElement type) => type switch
    {
        { ValueKind: JsonValueKind.String } => Named(type.GetString()!),
        { ValueKind: JsonValueKind.Array } => type.EnumerateArray().Aggregate(JsonTypes.None, static (all, one) => all | TypesNamed(one)),
        _ => JsonTypes.None,
    };

    /// <summary>Whether every type that the keyword <c>type</c> names exists.</summary>
    public static bool NamesTypes(JsonElement type) => type switch
    {
        { ValueKind: JsonValueKind.String } => Named(type.GetString()!) != JsonTypes.None,
        { ValueKind: JsonValueKind.Array } => type.EnumerateArray().All(static one => one.ValueKind == JsonValueKind.String && NamesTypes(one)),
        _ => false,
    };

    public static string Text(JsonTypes types)
    {
        var names = new List<string>();
        foreach (var (type, name) in new[]
        {
            (JsonTypes.Null, "null"), (JsonTypes.Boolean, "boolean"), (JsonTypes.Text, "string"), (JsonTypes.Array, "array"), (JsonTypes.Object, "object"),
        })
        {
            if (types.HasFlag(type))
            {
                names.Add(name);
            }
        }

        if (types.HasFlag(JsonTypes.Fraction))
        {
            names.Add("number");
        }
        else if (types.HasFlag(JsonTypes.Integer))
        {
            names.Add("integer");
        }

        return types == JsonTypes.All ? "any type" : string.Join(" or ", names);
    }

    /// <summary>The value as JSON on one line, however its file is laid out.</summary>
    public static string Compact(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, OneLine))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool IsWhole(JsonElement number) => number.TryGetDecimal(out var exact) ? decimal.Truncate(exact) == exact : double.IsInteger(number.GetDouble());

    private static JsonTypes Named(string name) => name switch
    {
        "null" => JsonTypes.Null,
        "boolean" => JsonTypes.Boolean,
        "integer" => JsonTypes.Integer,
        "number" => JsonTypes.Number,
        "string" => JsonTypes.Text,
        "array" => JsonTypes.Array,
        "object" => JsonTypes.Object,
        _ => JsonTypes.None,
    };
}
