using Polly.CircuitBreaker;

namespace McpAspire.ServiceDefaults;

/// <summary>
/// Closes a circuit breaker that is kept open by a clock that was set back. The breaker notes the date until which it is open: with the clock set back by an
/// hour, it would be open for an hour more.
/// </summary>
internal sealed class BreakerRelease : IDisposable
{
    /// <summary>By how much less the clock may have moved than time has passed: one that is a little fast is slowed down, not set back.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _overAt;

    public BreakerRelease(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Check(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The handle of the breaker.</summary>
    public CircuitBreakerManualControl Control { get; } = new();

    /// <summary>The breaker has opened. Whenever so much time has passed, it is looked at whether it has by the clock, too.</summary>
    public void Opened(TimeSpan breakDuration)
    {
        Volatile.Write(ref _overAt, (_time.GetUtcNow() + breakDuration).UtcTicks);
        _timer.Change(breakDuration, breakDuration);
    }

    /// <summary>The breaker lets requests through again, one or all.</summary>
    public void Ended() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        if (_time.GetUtcNow().UtcTicks < Volatile.Read(ref _overAt) - Tolerance.Ticks)
        {
            _ = Control.CloseAsync();
        }
    }
}
