using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Resource, state and addresses, as lines of text.</summary>
internal static class ResourceTable
{
    public static async Task<string> CreateAsync(IEnumerable<ProjectResource> resources, CancellationToken cancellationToken)
    {
        var text = new StringBuilder().AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{"Resource",-12} {"State",-8} URL");
        foreach (var resource in resources)
        {
            var urls = await UrlsAsync(resource, cancellationToken);
            text.AppendLine(CultureInfo.InvariantCulture, $"{resource.Name,-12} {"Healthy",-8} {string.Join("  ", urls)}");
        }

        return text.AppendLine().ToString();
    }

    private static async Task<IEnumerable<string>> UrlsAsync(ProjectResource resource, CancellationToken cancellationToken)
    {
        var own = resource.Annotations.OfType<EndpointAnnotation>()
            .Select(endpoint => new EndpointReference(resource, endpoint))
            .Select(endpoint => new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint });
        var context = new ResourceUrlsCallbackContext(new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run), resource, [.. own], cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.Urls.Select(url => url.Url.StartsWith('/') ? $"{url.Endpoint?.Url}{url.Url}" : url.Url);
    }
}
