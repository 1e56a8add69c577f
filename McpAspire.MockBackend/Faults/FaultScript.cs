using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Faults;

/// <summary>The pending rules, in order: the first that matches a request applies. A rule with a count expires with it.</summary>
internal sealed class FaultScript
{
    /// <summary>Maximum headers with a count; beyond it, counting starts again.</summary>
    private const int MaxHeaders = 1000;

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

    /// <summary>The rules that have not expired.</summary>
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

    /// <summary>Appends rules; one without a count applies to one request.</summary>
    public void Add(IEnumerable<FaultRule> rules)
    {
        lock (_lock)
        {
            _script.AddRange(rules.Select(rule => new ActiveFault(rule, rule.Count ?? FaultCount.One)));
        }
    }

    /// <summary>The fault of a request; null for none.</summary>
    public Fault? Take(HttpRequest request)
    {
        lock (_lock)
        {
            var fault = _script.Select(active => active.Take(request)).FirstOrDefault(fault => fault is not null);
            _script.RemoveAll(active => active.Remaining == 0);
            return fault;
        }
    }

    /// <summary>The fault of a request with a rule of its own. Requests with the same text share its count.</summary>
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
                if (_headers.Count == MaxHeaders)
                {
                    _headers.Clear();
                }

                active = new ActiveFault(rule, count);
                _headers.Add(rule.Text, active);
            }

            return active.Take(request);
        }
    }

    /// <summary>Removes all rules and the counts of headers.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _script.Clear();
            _headers.Clear();
        }
    }
}
