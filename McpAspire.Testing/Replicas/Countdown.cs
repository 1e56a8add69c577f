namespace McpAspire.Testing.Replicas;

/// <summary>Counts what ends, and tells who waits for so many more.</summary>
internal sealed class Countdown
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _reached;
    private int _goal;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void End()
    {
        lock (_lock)
        {
            if (++_count >= _goal)
            {
                _reached?.TrySetResult();
            }
        }
    }

    /// <summary>Completes when so many more have ended. One waits at a time.</summary>
    public Task MoreAsync(int more)
    {
        lock (_lock)
        {
            (_goal, _reached) = (_count + more, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return _reached.Task;
        }
    }
}
