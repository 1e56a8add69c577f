namespace McpAspire.MockBackend.Entra;

/// <summary>The pending failures, and the number of token requests.</summary>
internal sealed class FailureQueue
{
    private readonly Lock _lock = new();
    private readonly LinkedList<InjectedFailure> _failures = new();
    private long _requests;
    private long _exchanges;

    public int Pending
    {
        get
        {
            lock (_lock)
            {
                return _failures.Sum(static failure => failure.Count);
            }
        }
    }

    /// <summary>All requests.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>The requests that exchange a user's token.</summary>
    public long Exchanges => Interlocked.Read(ref _exchanges);

    public void Add(InjectedFailure failure)
    {
        lock (_lock)
        {
            _failures.AddLast(failure);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _failures.Clear();
        }
    }

    /// <summary>Counts a request, and returns the first failure for it; null for none.</summary>
    /// <param name="grant">The name of the grant; null for an unknown one.</param>
    /// <param name="user">Whether the text names the user of the request.</param>
    public InjectedFailure? Next(string? grant, Predicate<string> user)
    {
        Interlocked.Increment(ref _requests);
        if (grant == GrantTypes.OnBehalfOf)
        {
            Interlocked.Increment(ref _exchanges);
        }

        lock (_lock)
        {
            for (var node = _failures.First; node is not null; node = node.Next)
            {
                var failure = node.Value;
                if ((failure.Grant is null || failure.Grant == grant) && (failure.User is null || user(failure.User)))
                {
                    if (failure.Count == 1)
                    {
                        _failures.Remove(node);
                    }
                    else
                    {
                        node.Value = failure with { Count = failure.Count - 1 };
                    }

                    return failure;
                }
            }
        }

        return null;
    }
}
