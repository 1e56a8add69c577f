using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Observability;

/// <summary>Records all log events of a program.</summary>
internal sealed class RecordedEvents : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<RecordedEvent> _events = new();
    private readonly Channel<string> _added = Channel.CreateUnbounded<string>();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyList<RecordedEvent> All => [.. _events];

    public IReadOnlyList<RecordedEvent> Of(string category) => [.. _events.Where(one => one.Category == category)];

    /// <summary>Waits for the first event of a category. Supports one waiter.</summary>
    public async Task<RecordedEvent> FirstAsync(string category)
    {
        while (true)
        {
            if (Of(category) is [var first, ..])
            {
                return first;
            }

            await _added.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedEvents events, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<KeyValuePair<string, object?>>();
            events._scopes?.ForEachScope(
                static (scope, list) => list.AddRange(scope as IEnumerable<KeyValuePair<string, object?>> ?? [new("scope", scope)]),
                scopes);
            var fields = (state as IEnumerable<KeyValuePair<string, object?>> ?? []).ToDictionary(field => field.Key, field => field.Value);
            events._events.Enqueue(
                new(category, logLevel, formatter(state, exception), fields, scopes, exception, Activity.Current?.TraceId));
            events._added.Writer.TryWrite(category);
        }
    }
}
