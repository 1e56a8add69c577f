using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace McpAspire.Testing.Telemetry;

/// <summary>A Protocol Buffers message: its fields by number, as defined by opentelemetry-proto.</summary>
internal sealed class OtlpMessage
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public OtlpMessage(ReadOnlyMemory<byte> message)
    {
        while (message.Length > 0)
        {
            var (number, type) = Math.DivRem((int)ReadVarint(ref message), 8);
            switch (type)
            {
                case 0:
                    _fields.Add((number, ReadVarint(ref message), default));
                    break;
                case 1:
                    _fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(message.Span), default));
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)ReadVarint(ref message);
                    _fields.Add((number, 0, message[..length]));
                    message = message[length..];
                    break;
                case 5:
                    _fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(message.Span), default));
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException($"Wire type {type}.");
            }
        }
    }

    public IEnumerable<OtlpMessage> Messages(int number) =>
        _fields.Where(field => field.Number == number).Select(field => new OtlpMessage(field.Bytes));

    public string Text(int number) => Encoding.UTF8.GetString(_fields.FirstOrDefault(field => field.Number == number).Bytes.Span);

    public string Hex(int number) => Convert.ToHexStringLower(_fields.FirstOrDefault(field => field.Number == number).Bytes.Span);

    public ulong Number(int number) => _fields.FirstOrDefault(field => field.Number == number).Value;

    /// <summary>
    /// Reads a list of KeyValue messages: skips those without a value, converts values other than text to numbers, and keeps the first of a
    /// name.
    /// </summary>
    public Dictionary<string, string> Attributes(int number) =>
        Messages(number).Where(pair => pair.Messages(2).Any(value => value._fields.Count > 0))
        .DistinctBy(pair => pair.Text(1))
        .ToDictionary(pair => pair
        .Text(1), pair => pair
        .Messages(2)
        .First() switch
    {
        var value when value.Text(1) is { Length: > 0 } text => text,
        var value => value.Number(3).ToString(CultureInfo.InvariantCulture),
    });

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message.Span[0];
            message = message[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
