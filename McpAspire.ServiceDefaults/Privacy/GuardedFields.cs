using System.Collections;
using System.Globalization;
using System.Text;

namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>The fields of a log event or a scope, with values that every logger may have: numbers, times and texts that have been looked at.</summary>
internal sealed class GuardedFields : IReadOnlyList<KeyValuePair<string, object?>>
{
    /// <summary>The field with the template of the message.</summary>
    public const string Template = "{OriginalFormat}";

    /// <summary>The most elements of a list that is a field's value.</summary>
    private const int MostElements = 32;

    /// <summary>Names under which the libraries we use log addresses of requests: ids of persons are in their paths.</summary>
    private static readonly HashSet<string> Addresses = new(["Path", "RequestPath", "Uri", "RequestUri", "Url"], StringComparer.Ordinal);

    private readonly IReadOnlyList<KeyValuePair<string, object?>> _fields;
    private readonly string _message;

    private GuardedFields(string message, IReadOnlyList<KeyValuePair<string, object?>> fields) => (_message, _fields) = (message, fields);

    public int Count => _fields.Count;

    public KeyValuePair<string, object?> this[int index] => _fields[index];

    /// <param name="message">The formatted message.</param>
    /// <param name="state">What the caller logged.</param>
    public static GuardedFields Of(string message, object? state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> and not IEnumerable<KeyValuePair<string, object?>>)
        {
            return new(Redaction.Scrub(message), []);
        }

        var fields = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [.. (IEnumerable<KeyValuePair<string, object?>>)state];
        KeyValuePair<string, object?>[]? changed = null;
        for (var index = 0; index < fields.Count; index++)
        {
            var field = fields[index];
            var guarded = Guard(field);
            if (ReferenceEquals(guarded.Value, field.Value))
            {
                continue;
            }

            // Most events have nothing to change, and stay as they are.
            (changed ??= [.. fields])[index] = guarded;
            if (guarded.Value is string masked && Addresses.Contains(field.Key) && TextOf(field.Value!) is { Length: > 1 } address)
            {
                message = message.Replace(address, masked, StringComparison.Ordinal);
            }
        }

        return new(Redaction.Scrub(message), changed ?? fields);
    }

    /// <returns>The field itself if there is nothing to change.</returns>
    public static KeyValuePair<string, object?> Guard(KeyValuePair<string, object?> field)
    {
        var safe = Safe(field.Value);
        return safe is string text && Addresses.Contains(field.Key) ? new(field.Key, Redaction.MaskPath(text)) : ReferenceEquals(safe, field.Value) ? field : new(field.Key, safe);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _message;

    /// <summary>The text of a field's value.</summary>
    public static string TextOf(object value) => Try(value, static value => value switch
    {
        IEnumerable list and not string => Join(list),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    });

    /// <summary>What a scope prints.</summary>
    public static string PrintOf(object scope) => Try(scope, static scope => scope.ToString());

    private static string Try(object value, Func<object, string?> print)
    {
        try
        {
            return print(value) ?? string.Empty;
        }
#pragma warning disable CA1031 // Whatever a value's own code does wrong: the line is worth more than the field.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"[{value.GetType().Name} cannot be printed: {exception.GetType().Name}]";
        }
    }

    private static object? Safe(object? value) => value switch
    {
        null or bool or byte or short or int or long or float or double or decimal or uint or ulong or ushort or sbyte => value,
        string text => Redaction.Scrub(text),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Redaction.Scrub(TextOf(value)),
    };

    private static string Join(IEnumerable list)
    {
        var text = new StringBuilder();
        var count = 0;
        foreach (var element in list)
        {
            if (count++ == MostElements)
            {
                return text.Append(", …").ToString();
            }

            text.Append(text.Length == 0 ? string.Empty : ", ").Append(element is null ? "null" : TextOf(element));
        }

        return text.ToString();
    }
}
