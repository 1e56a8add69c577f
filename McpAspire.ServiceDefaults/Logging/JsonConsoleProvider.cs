using Microsoft.Extensions.Logging;

namespace McpAspire.ServiceDefaults.Logging;

/// <summary>
/// The console as JSON lines, in UTF-8 from the start. .NET's own makes a string of each event, which is encoded and written by itself: for the audit event of
/// each call that took longer than to make the line.
/// </summary>
[ProviderAlias("Console")]
internal sealed class JsonConsoleProvider(JsonLineFormatter formatter) : ILoggerProvider, ISupportExternalScope
{
    private readonly JsonLineFormatter _formatter = formatter;
    private readonly LineQueue _lines = new(Console.OpenStandardOutput());
    private IExternalScopeProvider? _scopes;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _lines.Dispose();

    private sealed class Logger(JsonConsoleProvider console, string category) : ILogger
    {
        private readonly Action<ReadOnlySpan<byte>> _add = console._lines.Add;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => console._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                console._formatter.Write<TState>(new(logLevel, category, eventId, state, exception, formatter), console._scopes, _add);
            }
        }
    }
}
