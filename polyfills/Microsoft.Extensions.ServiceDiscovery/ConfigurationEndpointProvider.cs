using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Extensions.ServiceDiscovery.Configuration;

/// <summary>Finds the addresses of a service in the configuration section "Services".</summary>
internal sealed class ConfigurationEndpointProvider(IConfiguration configuration, IOptions<ServiceDiscoveryOptions> options)
{
    public IChangeToken GetReloadToken() => configuration.GetReloadToken();

    /// <returns>The endpoints of the most preferred scheme; empty when the service is not configured or has none that is allowed.</returns>
    public IReadOnlyList<ServiceEndpoint> Find(ServiceEndpointQuery query)
    {
        var schemes = options.Value.ApplyAllowedSchemes(query.Schemes);
        var service = configuration.GetSection("Services").GetSection(query.ServiceName);
        var section = query.EndpointName is null
            ? schemes.Prepend("default").Select(service.GetSection).FirstOrDefault(static candidate => candidate.Exists())
            : service.GetSection(query.EndpointName);
        if (section is null || !section.Exists())
        {
            return [];
        }

        var endpoints = Read(section, query.ServiceName);
        var preferred = schemes.FirstOrDefault(scheme => endpoints.Exists(endpoint => endpoint.Scheme == scheme));
        return endpoints.FindAll(endpoint => endpoint.Scheme is null || endpoint.Scheme == preferred);
    }

    private static List<ServiceEndpoint> Read(IConfigurationSection section, string serviceName)
    {
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            return [Parse(section, section.Key, serviceName)];
        }

        List<ServiceEndpoint> endpoints = [];
        foreach (var child in section.GetChildren())
        {
            if (!int.TryParse(child.Key, out _))
            {
                throw new KeyNotFoundException($"Service '{serviceName}', endpoint '{section.Key}': the key '{child.Key}' is not a number.");
            }

            endpoints.Add(Parse(child, section.Key, serviceName));
        }

        return endpoints;
    }

    private static ServiceEndpoint Parse(IConfigurationSection section, string endpointName, string serviceName) =>
        ServiceEndpoint.Parse(section.Value)
        ?? throw new KeyNotFoundException($"Service '{serviceName}', endpoint '{endpointName}': the value of '{section.Key}' is not an address.");
}
