using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace McpAspire.Testing;

/// <summary>Records all log events of a program, and lets a test wait for one.</summary>
internal sealed class RecordedEvents : ILoggerProvider, ISupportExternalScope
{
    // Timeout for events that are never logged.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<RecordedEvent> _events = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IExternalScopeProvider? _scopes;

    public IReadOnlyList<RecordedEvent> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    public IReadOnlyList<RecordedEvent> Of(string category) => [.. All.Where(one => one.Category == category)];

    /// <summary>The first event at or after position <paramref name="from"/> whose message contains the text.</summary>
    public Task<RecordedEvent> WaitForAsync(string text, int from = 0) =>
        WaitForAsync(one => one.Message.Contains(text, StringComparison.Ordinal), from);

    /// <summary>The first wanted event at or after position <paramref name="from"/>.</summary>
    public async Task<RecordedEvent> WaitForAsync(Func<RecordedEvent, bool> isWanted, int from = 0)
    {
        while (true)
        {
            Task added;
            lock (_lock)
            {
                if (_events.Skip(from).FirstOrDefault(isWanted) is { } found)
                {
                    return found;
                }

                added = _added.Task;
            }

            await added.WaitAsync(Limit, Cancellation);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Add(RecordedEvent added)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _events.Add(added);
            (waiting, _added) = (_added, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        waiting.SetResult();
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
            var fields = (state as IEnumerable<KeyValuePair<string, object?>> ?? []).DistinctBy(static field => field.Key).ToDictionary();
            events.Add(new(category, logLevel, eventId, formatter(state, exception), fields, scopes, exception, Activity.Current?.TraceId));
        }
    }
}

/// <summary>A log event as received by a logger provider.</summary>
internal sealed record RecordedEvent(
    string Category,
    LogLevel Level,
    EventId Event,
    string Message,
    IReadOnlyDictionary<string, object?> Fields,
    IReadOnlyList<KeyValuePair<string, object?>> Scopes,
    Exception? Exception,
    ActivityTraceId? TraceId)
{
    /// <summary>All printable text of the event.</summary>
    public string Text =>
        string.Join('\n', [Message, .. Fields.Concat(Scopes).Select(pair => $"{pair.Key}={pair.Value}"), Exception?.ToString()]);
}
