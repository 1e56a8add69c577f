using Microsoft.Extensions.Logging;

namespace McpAspire.Tests.Client;

/// <summary>Records logged lines, and lets a test wait for a line.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    // Timeout for lines that are never logged.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly List<LogLine> _lines = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything logged so far.</summary>
    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>
    /// The first line at or after position <paramref name="from"/> whose message contains <paramref name="text"/>, when it is logged.
    /// </summary>
    public async Task<LogLine> WaitForAsync(string text, int from = 0)
    {
        while (true)
        {
            Task added;
            lock (_lock)
            {
                if (_lines.Skip(from).FirstOrDefault(line => line.Message.Contains(text, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }

                added = _added.Task;
            }

            await added.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(LogLine line)
    {
        TaskCompletionSource added;
        lock (_lock)
        {
            _lines.Add(line);
            (added, _added) = (_added, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        added.SetResult();
    }

    private sealed class Logger(LogRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            recorder.Add(new LogLine(category, logLevel, eventId, formatter(state, exception), exception));
    }
}
