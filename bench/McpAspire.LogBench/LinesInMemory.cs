using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace McpAspire.LogBench;

/// <summary>Does what the console's logger does for a line, but for the writing.</summary>
internal sealed class LinesInMemory : ILoggerProvider, ISupportExternalScope
{
    private readonly StringWriter _writer = new();
    private ConsoleFormatter? _formatter;
    private IExternalScopeProvider? _scopes;

    /// <summary>The last line.</summary>
    public string Line { get; private set; } = string.Empty;

    public void Use(ConsoleFormatter formatter) => _formatter = formatter;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _writer.Dispose();

    private sealed class Logger(LinesInMemory lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var entry = new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter);
            lines._formatter?.Write(in entry, lines._scopes, lines._writer);
            lines.Line = lines._writer.ToString();
            lines._writer.GetStringBuilder().Clear();
        }
    }
}
