using System.Collections.Concurrent;
using McpAspire.Testing.Replicas;

namespace McpAspire.Testing.Chaos;

/// <summary>How calls ended, each of them once. Several callers may add to it at once.</summary>
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

    /// <summary>All that have ended.</summary>
    public Countdown Calls { get; } = new();

    public void Answer()
    {
        Interlocked.Increment(ref _answered);
        Calls.End();
    }

    public void Refuse()
    {
        Interlocked.Increment(ref _refused);
        Calls.End();
    }

    public void Leave()
    {
        Interlocked.Increment(ref _left);
        Calls.End();
    }

    public void Fail(string call)
    {
        Unanswered.Enqueue(call);
        Calls.End();
    }
}
