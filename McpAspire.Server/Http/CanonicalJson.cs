using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace McpAspire.Server.Http;

/// <summary>One form for all texts of the same JSON value: members sorted by name, no white space, one way to escape. Numbers stay as they were written.</summary>
internal static class CanonicalJson
{
    private const int InitialBuffer = 1024;

    private const byte Escape = (byte)'\\';

    /// <summary>A buffer is kept for the thread's next call unless it has grown beyond this.</summary>
    private const int LargestKeptBuffer = 64 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _kept;

    private static readonly byte[] Empty = SHA256.HashData("{}"u8);

    /// <returns>The SHA-256 of the canonical form; that of an empty object where there is no value.</returns>
    public static byte[] Hash(JsonElement? value)
    {
        if (value is not { ValueKind: not JsonValueKind.Undefined } element)
        {
            return Empty;
        }

        // Taken while it is in use: what fails in between leaves no half of a text to the next call.
        var (buffer, writer) = _kept ?? Create();
        _kept = null;
        Write(writer, element);
        writer.Flush();
        var hash = SHA256.HashData(buffer.WrittenSpan);
        if (buffer.Capacity <= LargestKeptBuffer)
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            _kept = (buffer, writer);
        }

        return hash;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Create()
    {
        var buffer = new ArrayBufferWriter<byte>(InitialBuffer);
        return (buffer, new(buffer, new() { SkipValidation = true }));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                WriteMembers(writer, value);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                WriteText(writer, value);
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined:
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.GetPropertyCount() > 1)
        {
            foreach (var member in value.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal))
            {
                WriteMember(writer, member);
            }

            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            WriteMember(writer, member);
        }
    }

    private static void WriteMember(Utf8JsonWriter writer, JsonProperty member)
    {
        if (JsonMarshal.GetRawUtf8PropertyName(member) is var name && name.Contains(Escape))
        {
            writer.WritePropertyName(member.Name);
        }
        else
        {
            writer.WritePropertyName(name);
        }

        Write(writer, member.Value);
    }

    private static void WriteText(Utf8JsonWriter writer, JsonElement value)
    {
        // A text without escapes is between its quotes as it is meant.
        if (JsonMarshal.GetRawUtf8Value(value) is var text && text.Contains(Escape))
        {
            writer.WriteStringValue(value.GetString());
        }
        else
        {
            writer.WriteStringValue(text[1..^1]);
        }
    }
}
