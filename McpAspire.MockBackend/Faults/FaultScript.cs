using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Faults;

/// <summary>The faults to come, in order: a request has the first that matches it. One with a count is over when so many requests have had it.</summary>
internal sealed class FaultScript
{
    /// <summary>How many headers with a count are told apart; then counting begins anew.</summary>
    private const int LargestHeaders = 1000;

    private readonly Lock _lock = new();
    private readonly List<ActiveFault> _script = [];
    private readonly Dictionary<string, ActiveFault> _headers = new(StringComparer.Ordinal);

    public FaultScript(IOptions<FaultOptions> options)
    {
        if (options.Value.Rule is { Length: > 0 } text && FaultParser.TryParse(text, out var rule, out _))
        {
            _script.Add(new ActiveFault(rule, rule.Count ?? FaultCount.All));
        }
    }

    /// <summary>The rules that are not over.</summary>
    public IReadOnlyList<PendingFault> Pending
    {
        get
        {
            lock (_lock)
            {
                return [.. _script.Select(fault => new PendingFault(fault.Text, fault.Remaining))];
            }
        }
    }

    /// <summary>Adds rules at the end; one that does not say how often is for one request.</summary>
    public void Add(IEnumerable<FaultRule> rules)
    {
        lock (_lock)
        {
            _script.AddRange(rules.Select(rule => new ActiveFault(rule, rule.Count ?? FaultCount.One)));
        }
    }

    /// <summary>What is to go wrong with a request; null when nothing is.</summary>
    public Fault? Take(HttpRequest request)
    {
        lock (_lock)
        {
            var fault = _script.Select(active => active.Take(request)).FirstOrDefault(fault => fault is not null);
            _script.RemoveAll(active => active.Remaining == 0);
            return fault;
        }
    }

    /// <summary>The same for a request that brings its own rule. All requests with the same text share its count.</summary>
    public Fault? Take(FaultRule rule, HttpRequest request)
    {
        lock (_lock)
        {
            if (rule.Count is not { } count)
            {
                return new ActiveFault(rule, FaultCount.All).Take(request);
            }

            if (!_headers.TryGetValue(rule.Text, out var active))
            {
                if (_headers.Count == LargestHeaders)
                {
                    _headers.Clear();
                }

                active = new ActiveFault(rule, count);
                _headers.Add(rule.Text, active);
            }

            return active.Take(request);
        }
    }

    /// <summary>Ends all faults, and forgets the counts of headers.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _script.Clear();
            _headers.Clear();
        }
    }
}
