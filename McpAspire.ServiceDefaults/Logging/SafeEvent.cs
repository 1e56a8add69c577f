using System.Collections;
using System.Globalization;
using McpAspire.ServiceDefaults.Privacy;
using Microsoft.Extensions.Logging;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>The scrubbed content of one log event: the only part of it that reaches the console or OTLP.</summary>
/// <param name="Message">The formatted message.</param>
/// <param name="Fields">
/// The event's fields, then those of its scopes; the first of a name wins. Values are numbers, Booleans or scrubbed texts.
/// </param>
/// <param name="Error">The exception, if there is one.</param>
internal sealed record SafeEvent(string Message, IReadOnlyList<KeyValuePair<string, object?>> Fields, SafeError? Error)
{
    /// <summary>Maximum number of fields, including those of scopes.</summary>
    public const int MaxFields = 64;

    /// <summary>The field that contains the message template.</summary>
    public const string Template = "{OriginalFormat}";

    private const int MaxElements = 32;

    private const int UsualFields = 16;

    /// <summary>Field names that libraries use for request addresses. Their paths contain ids of persons.</summary>
    private static readonly HashSet<string> Addresses = new(["Path", "RequestPath", "Uri", "RequestUri", "Url"], StringComparer.Ordinal);

    /// <summary>Reads the event at once: the state of a generated log method is reused after the call.</summary>
    public static SafeEvent Of(string message, object? state, Exception? exception, IExternalScopeProvider? scopes)
    {
        var fields = new List<KeyValuePair<string, object?>>(UsualFields);
        var given = FieldsOf(state);
        for (var index = 0; index < given.Count; index++)
        {
            // Generated log methods store the parameters in reverse order.
            var field = given[state is LoggerMessageState ? given.Count - 1 - index : index];
            var safe = Add(fields, field);
            if (safe is string masked && Addresses.Contains(field.Key) && TextOf(field.Value!) is { Length: > 1 } address)
            {
                message = message.Replace(address, masked, StringComparison.Ordinal);
            }
        }

        scopes?.ForEachScope(static (scope, fields) => AddScope(fields, scope), fields);
        // How the framework writes an absent value.
        message = message.Replace("(null)", "none", StringComparison.Ordinal);
        return new(Redaction.Scrub(message), fields, exception is null ? null : SafeError.Of(exception));
    }

    /// <summary>Formats a message; a value that cannot be printed does not lose the event.</summary>
    public static string Format<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            return formatter(state, exception) ?? string.Empty;
        }
#pragma warning disable CA1031 // Values run code of other libraries: the event matters more than its message.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var template = FieldsOf(state).FirstOrDefault(static field => field.Key == Template).Value;
            return $"{template} [the message cannot be formatted: {failure.GetType().Name}]";
        }
    }

    private static IReadOnlyList<KeyValuePair<string, object?>> FieldsOf(object? state) => state switch
    {
        IReadOnlyList<KeyValuePair<string, object?>> fields => fields,
        IEnumerable<KeyValuePair<string, object?>> fields => [.. fields],
        _ => [],
    };

    private static void AddScope(List<KeyValuePair<string, object?>> fields, object? scope)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object?>>)
        {
            Add(fields, new("scope", scope));
            return;
        }

        var values = FieldsOf(scope);
        for (var index = 0; index < values.Count; index++)
        {
            if (values[index].Key != Template)
            {
                Add(fields, values[index]);
            }
        }
    }

    /// <returns>The safe value; <see langword="null"/> if the field was not added.</returns>
    private static object? Add(List<KeyValuePair<string, object?>> fields, KeyValuePair<string, object?> field)
    {
        if (field.Value is null || fields.Count >= MaxFields)
        {
            return null;
        }

        foreach (var (name, _) in fields)
        {
            if (name == field.Key)
            {
                return null;
            }
        }

        var safe = Safe(field.Value);
        safe = safe is string text && Addresses.Contains(field.Key) ? Redaction.MaskPath(text) : safe;
        fields.Add(new(field.Key, safe));
        return safe;
    }

    private static object Safe(object value) => value switch
    {
        bool or byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal => value,
        string text => Redaction.Scrub(text),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Redaction.Scrub(TextOf(value)),
    };

    private static string TextOf(object value)
    {
        try
        {
            return value switch
            {
                IEnumerable list and not string => Join(list.Cast<object?>()),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString() ?? string.Empty,
            };
        }
#pragma warning disable CA1031 // Values run code of other libraries: the event matters more than one field.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"[{value.GetType().Name} cannot be printed: {exception.GetType().Name}]";
        }
    }

    private static string Join(IEnumerable<object?> list)
    {
        var texts = list.Take(MaxElements + 1).Select(static element => element is null ? "null" : TextOf(element)).ToList();
        return texts.Count <= MaxElements ? string.Join(", ", texts) : $"{string.Join(", ", texts.Take(MaxElements))}, …";
    }
}
