using System.Buffers;
using System.Text;
using System.Text.Json;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>
/// The memory of one line, kept for the thread's next line: a line would otherwise cost 3 KB, more than a tool call's result.
/// </summary>
internal static class LineBuffer
{
    /// <summary>A buffer that a long line made larger than this many bytes is not kept.</summary>
    private const int MaxKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <returns>A writer for one JSON value; <see cref="End"/> has to follow on the same thread.</returns>
    public static Utf8JsonWriter Begin(JsonWriterOptions options)
    {
        _bytes ??= new(1024);
        _bytes.ResetWrittenCount();
        _writer ??= new(_bytes, options);
        _writer.Reset(_bytes);
        return _writer;
    }

    /// <summary>Writes the value and a line feed.</summary>
    public static void End(TextWriter target)
    {
        _writer!.Flush();
        var bytes = _bytes!.WrittenSpan;
        var characters = ArrayPool<char>.Shared.Rent(bytes.Length);
        target.Write(characters, 0, Encoding.UTF8.GetChars(bytes, characters));
        target.Write('\n');
        ArrayPool<char>.Shared.Return(characters);
        if (_bytes.Capacity > MaxKept)
        {
            _bytes = null;
        }
    }
}
