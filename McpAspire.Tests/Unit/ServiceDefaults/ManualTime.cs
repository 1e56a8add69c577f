namespace McpAspire.Tests.Unit.ServiceDefaults;

/// <summary>A clock that stands still until it is moved. Waits for which <paramref name="skips"/> says so are over at once, and move it.</summary>
/// <param name="skips">Which waits are skipped.</param>
/// <param name="start">Where it stands; a date in 2030 where that does not matter.</param>
internal sealed class ManualTime(Func<TimeSpan, bool> skips, DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly List<TimeSpan> _skipped = [];
    private DateTimeOffset _now = start ?? new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private TimeSpan _set;

    public IReadOnlyList<TimeSpan> Skipped
    {
        get
        {
            lock (_lock)
            {
                return [.. _skipped];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now + _set;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _now.UtcTicks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        if (dueTime > TimeSpan.Zero && skips(dueTime))
        {
            lock (_lock)
            {
                _skipped.Add(dueTime);
            }

            ThreadPool.QueueUserWorkItem(static work => work.Time.Advance(work.Due), (Time: this, Due: dueTime), preferLocal: false);
        }

        return timer;
    }

    /// <summary>Sets it forward or, with a negative value, back, as a person does: only the date changes, no time passes.</summary>
    public void Set(TimeSpan by)
    {
        lock (_lock)
        {
            _set += by;
        }
    }

    public void Advance(TimeSpan time)
    {
        DateTimeOffset end;
        lock (_lock)
        {
            end = _now + time;
        }

        while (NextBefore(end) is { } due)
        {
            due.Fire();
        }
    }

    private Timer? NextBefore(DateTimeOffset end)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            _now = next is null ? (end > _now ? end : _now) : (next.Due > _now ? next.Due : _now);
            _timers.Remove(next!);
            return next;
        }
    }

    private sealed class Timer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        // Repeating timers are not needed here.
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = time._now + dueTime;
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
