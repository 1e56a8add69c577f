using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using McpAspire.ServiceDefaults.Privacy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>Makes of each log event one JSON object in one line.</summary>
internal sealed class JsonLineFormatter(IHostEnvironment environment, IConfiguration configuration, TimeProvider time)
{
    /// <summary>The most characters of a message.</summary>
    public const int LongestMessage = 8192;

    /// <summary>The most characters of one field's value.</summary>
    public const int LongestValue = 2048;

    /// <summary>The most characters of an exception's stack, inner exceptions included.</summary>
    public const int LongestStack = 16384;

    /// <summary>The most fields of one event, those of its scopes included.</summary>
    public const int MostFields = 64;

    /// <summary>The most characters of a name.</summary>
    private const int LongestName = 256;

    /// <summary>A line's buffer is kept for the next one unless it has grown beyond this.</summary>
    private const int LargestKeptBuffer = 64 * 1024;

    // Letters of all languages stay readable; control characters, line separators and halves of surrogate pairs are escaped or replaced all the same.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Line? _line;

    private readonly JsonEncodedText _component = JsonEncodedText.Encode(configuration["OTEL_SERVICE_NAME"] ?? environment.ApplicationName, Options.Encoder);

    /// <param name="logEntry">The event.</param>
    /// <param name="scopeProvider">The scopes that it is in.</param>
    /// <param name="output">Takes the line with its end, in UTF-8; it is there for as long as the call.</param>
    public void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, Action<ReadOnlySpan<byte>> output)
    {
        var line = _line ?? new Line();
        _line = null;
        var writer = line.Writer;
        writer.WriteStartObject();
        WriteTime(writer, time.GetUtcNow());
        writer.WriteString("level"u8, LevelName(logEntry.LogLevel));
        writer.WriteString("component"u8, _component);
        writer.WriteString("logger"u8, Cut(logEntry.Category, LongestName));
        writer.WriteString("module"u8, Cut(Module(logEntry.Category), LongestName));
        // The logging method's. .NET does not say which function called it, and from which line.
        if (logEntry.EventId.Name is { Length: > 0 } function)
        {
            writer.WriteString("function"u8, Cut(function, LongestName));
        }

        writer.WriteString("message"u8, Cut(logEntry.Formatter(logEntry.State, logEntry.Exception) ?? string.Empty, LongestMessage));
        WriteTrace(writer);
        WriteError(writer, logEntry.Exception);
        line.WriteContext(logEntry.State as IReadOnlyList<KeyValuePair<string, object?>>, scopeProvider);
        writer.WriteEndObject();
        writer.Flush();
        line.MoveTo(output);
        _line = line;
    }

    private static void WriteTime(Utf8JsonWriter writer, DateTimeOffset now)
    {
        Span<byte> text = stackalloc byte[32];
        now.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        writer.WriteString("timestamp"u8, text[..length]);
    }

    private static ReadOnlySpan<byte> LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG"u8,
        LogLevel.Information => "INFO"u8,
        LogLevel.Warning => "WARN"u8,
        LogLevel.Error or LogLevel.Critical => "ERROR"u8,
        LogLevel.None or _ => "INFO"u8,
    };

    /// <summary>The type's name without its namespace.</summary>
    private static ReadOnlySpan<char> Module(string category) => category.AsSpan(category.LastIndexOf('.') + 1);

    private static void WriteTrace(Utf8JsonWriter writer)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            writer.WriteString("trace_id"u8, activity.TraceId.ToHexString());
            writer.WriteString("span_id"u8, activity.SpanId.ToHexString());
        }
    }

    private static void WriteError(Utf8JsonWriter writer, Exception? exception)
    {
        if (exception is not null)
        {
            writer.WriteStartObject("error"u8);
            writer.WriteString("type"u8, (exception as RedactedException)?.OriginalType ?? exception.GetType().FullName);
            writer.WriteString("message"u8, Cut(exception.Message, LongestValue));
            writer.WriteString("stack"u8, Cut(exception.ToString(), LongestStack));
            writer.WriteEndObject();
        }
    }

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    /// <summary>What is made once for a thread, and used for all its lines.</summary>
    private sealed class Line
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private ArrayBufferWriter<byte> _buffer = new(1024);

        public Line() => Writer = new(_buffer, Options);

        public Utf8JsonWriter Writer { get; }

        public void WriteContext(IReadOnlyList<KeyValuePair<string, object?>>? state, IExternalScopeProvider? scopes)
        {
            _names.Clear();
            for (var index = 0; index < state?.Count; index++)
            {
                WriteField(state[index]);
            }

            scopes?.ForEachScope(
                static (scope, line) =>
                {
                    if (scope is IReadOnlyList<KeyValuePair<string, object?>> fields)
                    {
                        for (var index = 0; index < fields.Count; index++)
                        {
                            line.WriteField(fields[index]);
                        }
                    }
                    else if (scope is not null)
                    {
                        line.WriteField(new("scope", scope.ToString()));
                    }
                },
                this);
            if (_names.Count > 0)
            {
                Writer.WriteEndObject();
            }
        }

        public void MoveTo(Action<ReadOnlySpan<byte>> output)
        {
            _buffer.Write("\n"u8);
            output(_buffer.WrittenSpan);
            if (_buffer.Capacity > LargestKeptBuffer)
            {
                _buffer = new(1024);
            }

            _buffer.ResetWrittenCount();
            Writer.Reset(_buffer);
        }

        /// <summary>Writes a field unless one of its name has been written: the event's own come first, then those of the outer scopes.</summary>
        private void WriteField(KeyValuePair<string, object?> field)
        {
            if (field.Value is null || field.Key == GuardedFields.Template || _names.Count >= MostFields || !_names.Add(field.Key))
            {
                return;
            }

            if (_names.Count == 1)
            {
                Writer.WriteStartObject("context"u8);
            }

            Writer.WritePropertyName(Cut(field.Key, LongestName));
            WriteValue(field.Value);
        }

        private void WriteValue(object value)
        {
            switch (value)
            {
                case bool flag:
                    Writer.WriteBooleanValue(flag);
                    break;
                case int number:
                    Writer.WriteNumberValue(number);
                    break;
                case long number:
                    Writer.WriteNumberValue(number);
                    break;
                case double number when double.IsFinite(number):
                    Writer.WriteNumberValue(number);
                    break;
                case decimal number:
                    Writer.WriteNumberValue(number);
                    break;
                default:
                    Writer.WriteStringValue(Cut(value as string ?? GuardedFields.TextOf(value), LongestValue));
                    break;
            }
        }
    }
}
