using McpAspire.Client.Terminal;

namespace McpAspire.Client.Commands.Load;

/// <summary>The outcomes of a run's calls so far, in constant memory.</summary>
internal sealed class LoadTally
{
    public const string Ok = "ok";

    /// <summary>Limits the number of outcomes, because the server chooses their names.</summary>
    private const int MaxOutcomes = 32;
    private const int MaxOutcomeLength = 48;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _outcomes = [];
    private readonly LatencyHistogram _latencies = new();
    private long _abandoned;

    /// <summary>Numbers of completed and failed calls.</summary>
    public (long Ended, long Failed) Progress
    {
        get
        {
            lock (_lock)
            {
                return (_latencies.Count, Failed());
            }
        }
    }

    public void Record(string outcome, TimeSpan latency)
    {
        var name = SafeText.Line(outcome, MaxOutcomeLength);
        lock (_lock)
        {
            var known = _outcomes.ContainsKey(name) || _outcomes.Count < MaxOutcomes ? name : "other";
            _outcomes[known] = _outcomes.GetValueOrDefault(known) + 1;
            _latencies.Record(latency);
        }
    }

    /// <summary>Counts a call that was abandoned because the run was interrupted.</summary>
    public void Abandon() => Interlocked.Increment(ref _abandoned);

    public LoadReport Report(string tool, Uri endpoint, LoadPlan plan, TimeSpan elapsed, bool interrupted)
    {
        lock (_lock)
        {
            var ended = _latencies.Count;
            return new(
                tool,
                endpoint,
                plan.Connections,
                plan.Rate,
                interrupted,
                ended,
                Failed(),
                _abandoned,
                Math.Round(elapsed.TotalSeconds, 3),
                elapsed > TimeSpan.Zero ? Math.Round(ended / elapsed.TotalSeconds, 1) : 0,
                ended == 0 ? null : LoadLatency.Of(_latencies),
                _outcomes.OrderByDescending(static outcome => outcome.Value)
                    .ThenBy(static outcome => outcome.Key, StringComparer.Ordinal)
                    .ToDictionary(),
                _latencies.Buckets());
        }
    }

    private long Failed() => _latencies.Count - _outcomes.GetValueOrDefault(Ok);
}
