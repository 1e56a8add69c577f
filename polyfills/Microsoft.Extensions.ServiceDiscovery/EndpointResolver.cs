using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery.Configuration;

namespace Microsoft.Extensions.ServiceDiscovery.Http;

/// <summary>
/// Takes the endpoints of an address in turn. Looks them up once, and again when the configuration has changed; never on the caller's thread, and by the
/// application's clock drops what has not been asked for in a while: both as the real package does.
/// </summary>
internal sealed class EndpointResolver(ConfigurationEndpointProvider provider, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan CleanupPeriod = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private object? _lock;
    private ITimer? _cleanup;

    /// <exception cref="OperationCanceledException">The caller did not wait.</exception>
    public async ValueTask<ServiceEndpoint> NextAsync(Uri address, CancellationToken cancellationToken)
    {
        StartCleanup();
        var key = address.GetLeftPart(UriPartial.Authority);
        if (!_entries.TryGetValue(key, out var entry) || entry.Changed.HasChanged)
        {
            entry = await WithoutFlow(() => Task.Run(() => Look(address), CancellationToken.None)).WaitAsync(cancellationToken).ConfigureAwait(false);
            _entries[key] = entry;
        }

        return entry.Next();
    }

    public void Dispose() => _cleanup?.Dispose();

    private void StartCleanup()
    {
        if (_cleanup is null)
        {
            LazyInitializer.EnsureInitialized(
                ref _cleanup, ref _lock, () => WithoutFlow(() => time.CreateTimer(static resolver => ((EndpointResolver)resolver!).Cleanup(), this, CleanupPeriod, CleanupPeriod)));
        }
    }

    private void Cleanup()
    {
        foreach (var entry in _entries)
        {
            if (!entry.Value.WasUsed())
            {
                _entries.TryRemove(entry);
            }
        }
    }

    // What outlives the request that happens to be the first is not a part of it.
    private static T WithoutFlow<T>(Func<T> start)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return start();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return start();
        }
    }

    private Entry Look(Uri address)
    {
        var changed = provider.GetReloadToken();
        var query = ServiceEndpointQuery.From(address);
        var found = provider.Find(query);
        return new Entry(found.Count > 0 ? found : [new ServiceEndpoint(null, query.ServiceName, query.Port, "/")], changed);
    }

    private sealed class Entry(IReadOnlyList<ServiceEndpoint> endpoints, IChangeToken changed)
    {
        private uint _last;
        private bool _wasUsed;

        public IChangeToken Changed { get; } = changed;

        public ServiceEndpoint Next()
        {
            Volatile.Write(ref _wasUsed, true);
            return endpoints[(int)(Interlocked.Increment(ref _last) % endpoints.Count)];
        }

        /// <returns>Whether it has been since the last time that this was asked.</returns>
        public bool WasUsed() => Interlocked.Exchange(ref _wasUsed, false);
    }
}
