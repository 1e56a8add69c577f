using Microsoft.Extensions.Logging;

namespace McpAspire.ServiceDefaults.Privacy;

/// <summary>Stands before all loggers of a category, the console's and OpenTelemetry's alike: what they get has been formatted once, and looked at.</summary>
internal sealed class GuardedLogger(ILogger logger) : ILogger
{
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logger.IsEnabled(logLevel))
        {
            var fields = GuardedFields.Of(Format(state, exception, formatter), state);
            logger.Log(logLevel, eventId, fields, RedactedException.Of(exception), static (fields, _) => fields.ToString());
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state switch
        {
            IReadOnlyList<KeyValuePair<string, object?>> fields => new GuardedScope(fields),
            IEnumerable<KeyValuePair<string, object?>> fields => GuardedFields.Of(GuardedFields.PrintOf(state), fields),
            _ => (object)Redaction.Scrub(GuardedFields.PrintOf(state)),
        });

    private static string Format<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            return formatter(state, exception) ?? string.Empty;
        }
#pragma warning disable CA1031 // Whatever the code of a value does wrong: the line is worth more than its message.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var template = (state as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(static field => field.Key == GuardedFields.Template).Value as string;
            return $"{template} [the message cannot be formatted: {failure.GetType().Name}]";
        }
    }
}
