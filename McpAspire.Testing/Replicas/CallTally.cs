using System.Collections.Concurrent;

namespace McpAspire.Testing.Replicas;

/// <summary>The outcomes of the calls of several concurrent callers.</summary>
internal sealed class CallTally
{
    private int _answered;
    private int _refused;
    private int _canceled;
    private int _repeated;

    /// <summary>Calls with a correct result.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Attempts with a well-formed error: of the tool, or 503 while no server is ready.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Calls that the caller canceled.</summary>
    public int Canceled => Volatile.Read(ref _canceled);

    /// <summary>Calls that took more than one attempt.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>Attempts with no response, or with an incorrect one.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    /// <summary>Calls without a correct result after the last attempt.</summary>
    public ConcurrentQueue<string> Lost { get; } = [];

    /// <summary>All completed calls.</summary>
    public CompletionCounter Calls { get; } = new();

    public void AddAnswer() => Interlocked.Increment(ref _answered);

    public void AddRefusal() => Interlocked.Increment(ref _refused);

    public void AddCancellation() => Interlocked.Increment(ref _canceled);

    public void AddRepetition() => Interlocked.Increment(ref _repeated);
}
