namespace McpAspire.MockBackend.Faults;

/// <summary>A pending rule and its count. Not thread-safe: <see cref="FaultScript" /> holds the lock.</summary>
internal sealed class ActiveFault(FaultRule rule)
{
    private readonly Dictionary<string, int> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The rule as written.</summary>
    public string Text => rule.Text;

    /// <summary>Number of requests left; null when unlimited or counted per path.</summary>
    public int? Remaining => rule.CountsByPath ? null : rule.Count - _taken.GetValueOrDefault("");

    /// <summary>The fault, if the rule applies to the request.</summary>
    public Fault? Take(HttpRequest request)
    {
        if (!rule.Matches(request))
        {
            return null;
        }

        var key = rule.CountsByPath ? request.Path.Value! : "";
        var taken = _taken.GetValueOrDefault(key);
        if (taken >= rule.Count)
        {
            return null;
        }

        _taken[key] = taken + 1;
        return rule.Fault;
    }
}
