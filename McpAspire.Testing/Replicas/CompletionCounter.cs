namespace McpAspire.Testing.Replicas;

/// <summary>Counts completions and signals when a given number of further ones is reached.</summary>
internal sealed class CompletionCounter
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _reached;
    private int _goal;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Increment()
    {
        lock (_lock)
        {
            if (++_count >= _goal)
            {
                _reached?.TrySetResult();
            }
        }
    }

    /// <summary>Completes after this many further completions. Supports one waiter at a time.</summary>
    public Task WaitForAsync(int more)
    {
        lock (_lock)
        {
            (_goal, _reached) = (_count + more, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return _reached.Task;
        }
    }
}
