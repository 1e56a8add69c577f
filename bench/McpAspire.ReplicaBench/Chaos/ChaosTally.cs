using System.Collections.Concurrent;

namespace McpAspire.ReplicaBench.Chaos;

/// <summary>How calls ended. Several callers may add to it at once.</summary>
internal sealed class ChaosTally
{
    private int _answered;
    private int _refused;
    private int _left;

    /// <summary>Calls with a result.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Calls with an error that says what went wrong: of the tool, or 503 while no replica is ready.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Calls that their caller cancelled.</summary>
    public int Left => Volatile.Read(ref _left);

    /// <summary>Calls that were answered by nobody, or by something that is no answer.</summary>
    public ConcurrentQueue<string> Unanswered { get; } = [];

    public void Answer() => Interlocked.Increment(ref _answered);

    public void Refuse() => Interlocked.Increment(ref _refused);

    public void Leave() => Interlocked.Increment(ref _left);
}
