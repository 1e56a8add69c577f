using McpAspire.MockBackend.Tickets;

namespace McpAspire.MockBackend.Faults;

/// <summary>Counts the requests that passed authorization, with and without faults.</summary>
internal sealed class RequestCounter
{
    /// <summary>Maximum methods and paths; further ones are counted as <c>*</c>.</summary>
    private const int MaxPaths = 1000;

    /// <summary>Maximum different keys per path.</summary>
    private const int MaxKeys = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Method, string Path), Seen> _seen = [];

    /// <summary>The counts, by path and method.</summary>
    public IReadOnlyList<RequestCount> All
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _seen
                        .OrderBy(pair => pair.Key.Path, StringComparer.Ordinal)
                        .ThenBy(pair => pair.Key.Method, StringComparer.Ordinal)
                        .Select(pair => new RequestCount(
                            pair.Key.Method, pair.Key.Path, pair.Value.Count, pair.Value.WithKey, pair.Value.Keys.Count)),
                ];
            }
        }
    }

    public void Add(HttpRequest request)
    {
        var key = request.Headers[IdempotencyKey.Header].ToString();
        lock (_lock)
        {
            var route = (request.Method, request.Path.ToString());
            if (!_seen.ContainsKey(route) && _seen.Count >= MaxPaths)
            {
                route = ("*", "*");
            }

            if (!_seen.TryGetValue(route, out var seen))
            {
                seen = new Seen();
                _seen.Add(route, seen);
            }

            seen.Count++;
            if (key.Length > 0)
            {
                seen.WithKey++;
                if (seen.Keys.Count < MaxKeys)
                {
                    seen.Keys.Add(key);
                }
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _seen.Clear();
        }
    }

    private sealed class Seen
    {
        public int Count { get; set; }

        public int WithKey { get; set; }

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);
    }
}
