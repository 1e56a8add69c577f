using System.Collections.Concurrent;

namespace McpAspire.MockBackend.Entra;

/// <summary>The pending failures, and the number of token requests.</summary>
internal sealed class FailureQueue
{
    private readonly ConcurrentQueue<InjectedFailure> _failures = new();
    private long _requests;

    public int Pending => _failures.Count;

    public long Requests => Interlocked.Read(ref _requests);

    public void Add(InjectedFailure failure)
    {
        for (var i = 0; i < failure.Count; i++)
        {
            _failures.Enqueue(failure);
        }
    }

    public void Clear() => _failures.Clear();

    /// <summary>Counts a request, and returns its failure; null for none.</summary>
    public InjectedFailure? Next()
    {
        Interlocked.Increment(ref _requests);
        return _failures.TryDequeue(out var failure) ? failure : null;
    }
}
