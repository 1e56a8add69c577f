using System.Text.Json;
using System.Text.Json.Serialization;

namespace McpAspire.MockBackend.Json;

/// <summary>Reads integers as JSON Schema defines them: <c>10.0</c> and <c>1e1</c> are integers.</summary>
internal sealed class IntegerConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number)
        && TryConvert(number, out var integer) && integer is >= int.MinValue and <= int.MaxValue
            ? (int)integer
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    public static bool TryConvert(decimal number, out long integer)
    {
        var isInteger = decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue;
        integer = isInteger ? (long)number : 0;
        return isInteger;
    }
}
