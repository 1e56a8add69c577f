namespace McpAspire.MockBackend.Faults;

/// <summary>The pending rules, in order: the first that matches a request applies. A rule with a count expires with it.</summary>
internal sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly List<ActiveFault> _script = [];

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

    /// <summary>Appends rules.</summary>
    public void Add(IEnumerable<FaultRule> rules)
    {
        lock (_lock)
        {
            _script.AddRange(rules.Select(static rule => new ActiveFault(rule)));
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

    /// <summary>Removes all rules.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _script.Clear();
        }
    }
}
