// Stands for Microsoft.Extensions.ServiceDiscovery 10.9.0: the configuration provider ("Services:{name}:{endpoint or scheme}:{index}", which the environment
// sets as services__backend__http__0), then pass-through for names that are not configured. Left out: providers of one's own, resolving without HttpClient,
// the refresh period (configuration is read again as soon as it changes), host name metadata, the switch that turns off gRPC's own load balancing.
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.ServiceDiscovery;
using Microsoft.Extensions.ServiceDiscovery.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

public static class ServiceDiscoveryServiceCollectionExtensions
{
    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services) => services.AddServiceDiscovery(_ => { });

    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services, Action<ServiceDiscoveryOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configureOptions);
        services.AddOptions();
        services.Configure(configureOptions);
        services.TryAddSingleton<ConfigurationEndpointProvider>();
        return services;
    }
}
