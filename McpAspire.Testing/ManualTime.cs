using Microsoft.Extensions.Time.Testing;

namespace McpAspire.Testing;

/// <summary>A clock that only tests advance, except for the waits that it skips.</summary>
/// <param name="skips">Selects waits that complete immediately and advance the clock; none by default.</param>
/// <param name="start">The start; a date in 2030 by default.</param>
internal sealed class ManualTime(Func<TimeSpan, bool>? skips = null, DateTimeOffset? start = null)
    : FakeTimeProvider(start ?? new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private readonly List<TimeSpan> _skipped = [];

    public IReadOnlyList<TimeSpan> Skipped
    {
        get
        {
            lock (_skipped)
            {
                return [.. _skipped];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && skips?.Invoke(dueTime) is true)
        {
            lock (_skipped)
            {
                _skipped.Add(dueTime);
            }

            ThreadPool.QueueUserWorkItem(static work => work.Time.Advance(work.Due), (Time: this, Due: dueTime), preferLocal: false);
        }

        return timer;
    }

    /// <summary>Sets the date without advancing timers.</summary>
    public void Set(TimeSpan by) => AdjustTime(GetUtcNow() + by);
}
