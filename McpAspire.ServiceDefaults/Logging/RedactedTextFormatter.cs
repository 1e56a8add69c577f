using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>One of .NET's text formatters, given the scrubbed message and exception. Scopes are not printed.</summary>
internal sealed class RedactedTextFormatter(ConsoleFormatter formatter) : ConsoleFormatter(formatter.Name)
{
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = SafeEvent.Format(logEntry.State, logEntry.Exception, logEntry.Formatter);
        var safe = SafeEvent.Of(message, logEntry.State, logEntry.Exception, scopes: null);
        var text = safe.Error is null ? safe.Message : $"{safe.Message}{Environment.NewLine}{safe.Error.Stack}";
        formatter.Write<string>(
            new(logEntry.LogLevel, logEntry.Category, logEntry.EventId, text, null, static (text, _) => text),
            scopeProvider: null,
            textWriter);
    }
}
