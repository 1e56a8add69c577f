using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

public static class DistributedApplicationHostingTestingExtensions
{
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = app.GetEndpoint(resourceName, endpointName);
        return client;
    }

    /// <exception cref="ArgumentException">There is no such resource or endpoint.</exception>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        if (!app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested)
        {
            throw new InvalidOperationException("The application must be started before endpoints can be used.");
        }

        if (!app.Services.GetRequiredService<DistributedApplicationModel>().Resources.TryGetByName(resourceName, out var resource) || resource is not IResourceWithEndpoints owner)
        {
            throw new ArgumentException($"There is no resource '{resourceName}' with endpoints.", nameof(resourceName));
        }

        string[] names = endpointName is null ? ["https", "http"] : [endpointName];
        var endpoint = names.Select(name => new EndpointReference(owner, name)).FirstOrDefault(candidate => candidate.IsAllocated);
        return endpoint is null ? throw new ArgumentException($"The resource '{resourceName}' has no endpoint '{endpointName}'.", nameof(endpointName)) : new Uri(endpoint.Url);
    }
}
