using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery;
using Microsoft.Extensions.ServiceDiscovery.Configuration;
using Microsoft.Extensions.ServiceDiscovery.Http;

namespace Microsoft.Extensions.DependencyInjection;

public static class ServiceDiscoveryHttpClientBuilderExtensions
{
    public static IHttpClientBuilder AddServiceDiscovery(this IHttpClientBuilder httpClientBuilder)
    {
        ArgumentNullException.ThrowIfNull(httpClientBuilder);
        return httpClientBuilder.AddHttpMessageHandler(static services =>
        {
            // As with the real package, a client's own call adds no provider: services.AddServiceDiscovery() does.
            var provider = services.GetService<ConfigurationEndpointProvider>()
                ?? throw new InvalidOperationException("No service endpoint provider is registered: call services.AddServiceDiscovery().");
            var options = services.GetRequiredService<IOptions<ServiceDiscoveryOptions>>();
            return new ResolvingHttpDelegatingHandler(new EndpointResolver(provider, services.GetService<TimeProvider>() ?? TimeProvider.System), options.Value);
        });
    }
}
