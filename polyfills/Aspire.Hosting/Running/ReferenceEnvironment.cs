using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The variables that tell one resource where another one is: NAME_HTTP, and services__name__http__0 for service discovery.</summary>
internal static partial class ReferenceEnvironment
{
    public static void Add(EnvironmentCallbackContext context, IResourceWithServiceDiscovery source)
    {
        foreach (var annotation in source.Annotations.OfType<EndpointAnnotation>())
        {
            var endpoint = new EndpointReference(source, annotation);
            context.EnvironmentVariables[$"{Encode(source.Name).ToUpperInvariant()}_{Encode(annotation.Name).ToUpperInvariant()}"] = endpoint;

            var scheme = annotation.Name is "http" or "https" ? annotation.UriScheme : annotation.Name;
            var index = 0;
            while (!context.EnvironmentVariables.TryAdd($"services__{source.Name}__{scheme}__{index}", endpoint))
            {
                index++;
            }
        }
    }

    private static string Encode(string name) => NotAllowed().Replace(name, "_");

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotAllowed();
}
