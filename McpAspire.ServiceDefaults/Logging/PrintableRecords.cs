using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>
/// Formats messages for OpenTelemetry's provider, which lets the exception of a value that cannot be printed through to the caller.
/// </summary>
[ProviderAlias("OpenTelemetry")]
internal sealed class PrintableRecords(OpenTelemetryLoggerProvider provider) : ILoggerProvider, ISupportExternalScope
{
    public ILogger CreateLogger(string categoryName) => new Logger(provider.CreateLogger(categoryName));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => ((ISupportExternalScope)provider).SetScopeProvider(scopeProvider);

    public void Dispose() => provider.Dispose();

    private sealed class Logger(ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logger.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logger.Log(logLevel, eventId, state, exception, (values, failure) => SafeEvent.Format(values, failure, formatter));
    }
}
