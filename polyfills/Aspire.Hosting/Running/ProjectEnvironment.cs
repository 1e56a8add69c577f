using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The variables that every project gets.</summary>
internal static class ProjectEnvironment
{
    public static void Add(EnvironmentCallbackContext context)
    {
        var variables = context.EnvironmentVariables;
        var http = context.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http").ToList();
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (context.ExecutionContext.IsRunMode)
        {
            // The real package always allows colours, for its dashboard; here the lines go to this console.
            variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = Console.IsOutputRedirected ? "false" : "true";
            variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
            if (http.Count > 0)
            {
                variables["ASPNETCORE_URLS"] = string.Join(';', http.Select(endpoint => endpoint.AllocatedEndpoint?.UriString));
            }
        }
        else if (http.Count > 0)
        {
            variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            variables["HTTP_PORTS"] = new EndpointReference((IResourceWithEndpoints)context.Resource, http[0]).Property(EndpointProperty.TargetPort);
        }
    }
}
