using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery.Configuration;

namespace Microsoft.Extensions.ServiceDiscovery.Http;

/// <summary>Takes the endpoints of an address in turn; looks them up once, and again when the configuration has changed.</summary>
internal sealed class EndpointResolver(ConfigurationEndpointProvider provider)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public ServiceEndpoint Next(Uri address)
    {
        var key = address.GetLeftPart(UriPartial.Authority);
        if (!_entries.TryGetValue(key, out var entry) || entry.Changed.HasChanged)
        {
            entry = Look(address);
            _entries[key] = entry;
        }

        return entry.Next();
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

        public IChangeToken Changed { get; } = changed;

        public ServiceEndpoint Next() => endpoints[(int)(Interlocked.Increment(ref _last) % endpoints.Count)];
    }
}
