using System.Collections.Concurrent;

namespace McpAspire.Testing.Replicas;

/// <summary>What callers have seen. Several may add to it at once.</summary>
internal sealed class CallTally
{
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly ConcurrentQueue<string> _lost = [];
    private readonly ConcurrentDictionary<string, string> _tickets = [];
    private readonly Countdown _ended = new();
    private int _repeated;

    /// <summary>Calls that have ended, each counted once, however often it was repeated.</summary>
    public int Calls => _ended.Count;

    /// <summary>Calls that were made more than once.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>Why attempts failed.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Calls that got no right answer, however often they were repeated.</summary>
    public IReadOnlyCollection<string> Lost => _lost;

    /// <summary>The ids of the tickets that callers were told of, by title.</summary>
    public IReadOnlyDictionary<string, string> Tickets => _tickets;

    public void Fail(string reason) => _failures.Enqueue(reason);

    public void Lose(string call) => _lost.Enqueue(call);

    public void Created(string title, string id) => _tickets.TryAdd(title, id);

    public void End(int attempts)
    {
        if (attempts > 1)
        {
            Interlocked.Increment(ref _repeated);
        }

        _ended.End();
    }

    /// <summary>Completes when so many more calls have ended.</summary>
    public Task MoreAsync(int calls) => _ended.MoreAsync(calls);
}
