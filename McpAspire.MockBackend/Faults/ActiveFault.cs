namespace McpAspire.MockBackend.Faults;

/// <summary>A rule in force, and how often it has been. Not safe for several threads: <see cref="FaultScript" /> has the lock.</summary>
internal sealed class ActiveFault(FaultRule rule, FaultCount count)
{
    private readonly Dictionary<string, int> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The rule as it was written.</summary>
    public string Text => rule.Text;

    /// <summary>How many requests are still to have it; null when there is no end to it, or one for each path.</summary>
    public int? Remaining => rule.CountsByPath ? null : count.Requests - _taken.GetValueOrDefault("");

    /// <summary>The fault, if this request is to have it.</summary>
    public Fault? Take(HttpRequest request)
    {
        if (!rule.Matches(request))
        {
            return null;
        }

        var key = rule.CountsByPath ? request.Path.Value! : "";
        var taken = _taken.GetValueOrDefault(key);
        if (taken >= count.Requests)
        {
            return null;
        }

        _taken[key] = taken + 1;
        return rule.Fault;
    }
}
