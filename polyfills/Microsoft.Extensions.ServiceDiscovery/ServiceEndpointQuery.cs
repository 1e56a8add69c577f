namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>What an address such as https+http://_admin.backend asks for: schemes in order of preference, the service "backend", its endpoint "admin".</summary>
internal sealed record ServiceEndpointQuery(IReadOnlyList<string> Schemes, string ServiceName, string? EndpointName, int Port)
{
    public static ServiceEndpointQuery From(Uri address)
    {
        var host = address.Host;
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        var port = address.Port > 0 ? address.Port : 0;
        return host.StartsWith('_') && dot > 1 && !host.EndsWith('.')
            ? new ServiceEndpointQuery(address.Scheme.Split('+'), host[(dot + 1)..], host[1..dot], port)
            : new ServiceEndpointQuery(address.Scheme.Split('+'), host, null, port);
    }
}
