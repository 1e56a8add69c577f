using McpAspire.MockBackend.Tickets;

namespace McpAspire.MockBackend.Faults;

/// <summary>Counts the requests that came as far as the API, faulted or not.</summary>
internal sealed class RequestCounter
{
    /// <summary>How many methods and paths are told apart; the requests of further ones are counted under <c>*</c>.</summary>
    private const int LargestPaths = 1000;

    /// <summary>How many keys of one path are told apart.</summary>
    private const int LargestKeys = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Method, string Path), Seen> _seen = [];

    /// <summary>The counts, in the order of path and method.</summary>
    public IReadOnlyList<RequestCount> All
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _seen.OrderBy(pair => pair.Key.Path, StringComparer.Ordinal).ThenBy(pair => pair.Key.Method, StringComparer.Ordinal)
                        .Select(pair => new RequestCount(pair.Key.Method, pair.Key.Path, pair.Value.Count, pair.Value.WithKey, pair.Value.Keys.Count)),
                ];
            }
        }
    }

    public void Add(HttpRequest request)
    {
        var key = request.Headers[IdempotencyKey.Header].ToString();
        lock (_lock)
        {
            var place = (request.Method, request.Path.ToString());
            if (!_seen.ContainsKey(place) && _seen.Count >= LargestPaths)
            {
                place = ("*", "*");
            }

            if (!_seen.TryGetValue(place, out var seen))
            {
                seen = new Seen();
                _seen.Add(place, seen);
            }

            seen.Count++;
            if (key.Length > 0)
            {
                seen.WithKey++;
                if (seen.Keys.Count < LargestKeys)
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
