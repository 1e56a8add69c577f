using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>Formats each log event as a single-line JSON object.</summary>
internal sealed class JsonLineFormatter(IHostEnvironment environment, IConfiguration configuration, TimeProvider time)
    : ConsoleFormatter(ConsoleFormatterNames.Json)
{
    /// <summary>Maximum length of a message.</summary>
    public const int MaxMessageLength = 8192;

    /// <summary>Maximum length of a field's value.</summary>
    public const int MaxValueLength = 2048;

    /// <summary>Maximum length of an exception's stack, including inner exceptions.</summary>
    public const int MaxStackLength = 16384;

    private const int MaxNameLength = 256;

    // Letters of all languages stay readable. Control characters, line separators and lone surrogates are escaped or replaced all the same.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly JsonEncodedText _component =
        JsonEncodedText.Encode(configuration["OTEL_SERVICE_NAME"] ?? environment.ApplicationName, Options.Encoder);

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = SafeEvent.Format(logEntry.State, logEntry.Exception, logEntry.Formatter);
        var safe = SafeEvent.Of(message, logEntry.State, logEntry.Exception, scopeProvider);
        // Nothing below runs code of others, so no event can begin within another one.
        var writer = LineBuffer.Begin(Options);
        writer.WriteStartObject();
        WriteTime(writer, time.GetUtcNow());
        writer.WriteString("level"u8, LevelName(logEntry.LogLevel));
        writer.WriteString("component"u8, _component);
        writer.WriteString("logger"u8, Cut(logEntry.Category, MaxNameLength));
        writer.WriteString("module"u8, Cut(Module(logEntry.Category), MaxNameLength));
        // .NET does not report the calling function, so this is the name of the log method.
        if (logEntry.EventId.Name is { Length: > 0 } function)
        {
            writer.WriteString("function"u8, Cut(function, MaxNameLength));
        }

        writer.WriteString("message"u8, Cut(safe.Message, MaxMessageLength));
        WriteTrace(writer);
        WriteError(writer, safe.Error);
        WriteContext(writer, safe.Fields);
        writer.WriteEndObject();
        LineBuffer.End(textWriter);
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

    private static void WriteError(Utf8JsonWriter writer, SafeError? error)
    {
        if (error is not null)
        {
            writer.WriteStartObject("error"u8);
            writer.WriteString("type"u8, error.Type);
            writer.WriteString("message"u8, Cut(error.Message, MaxValueLength));
            writer.WriteString("stack"u8, Cut(error.Stack, MaxStackLength));
            writer.WriteEndObject();
        }
    }

    private static void WriteContext(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        if (fields.All(static field => field.Key == SafeEvent.Template))
        {
            return;
        }

        writer.WriteStartObject("context"u8);
        foreach (var (name, value) in fields)
        {
            if (name != SafeEvent.Template)
            {
                writer.WritePropertyName(Cut(name, MaxNameLength));
                WriteValue(writer, value);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(Cut(Convert.ToString(value, CultureInfo.InvariantCulture), MaxValueLength));
                break;
        }
    }

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int max) =>
        text.Length <= max ? text : text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
}
