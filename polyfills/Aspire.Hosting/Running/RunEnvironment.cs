using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The environment of a child: what this process has, less what is meant for this process alone, then what the resource's annotations say.</summary>
internal static class RunEnvironment
{
    public static readonly HashSet<string> NotInherited = new(StringComparer.OrdinalIgnoreCase)
    {
        "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "ASPIRE_LOGLEVEL",
    };

    public static async Task<Dictionary<string, string?>> CreateAsync(
        IResource resource, DistributedApplicationExecutionContext execution, Uri? otlpEndpoint, bool isDevelopment, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>();
        foreach (DictionaryEntry inherited in Environment.GetEnvironmentVariables())
        {
            if (inherited.Key is string name && !NotInherited.Contains(name))
            {
                environment[name] = inherited.Value as string;
            }
        }

        foreach (var (name, value) in await EvaluateAsync(resource, execution, Telemetry(resource, otlpEndpoint, isDevelopment), cancellationToken))
        {
            environment[name] = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) : Convert.ToString(value, CultureInfo.InvariantCulture);
        }

        return environment;
    }

    public static async Task<Dictionary<string, object>> EvaluateAsync(
        IResource resource, DistributedApplicationExecutionContext execution, Dictionary<string, object> initial, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(execution, resource, initial, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables;
    }

    private static Dictionary<string, object> Telemetry(IResource resource, Uri? otlpEndpoint, bool isDevelopment)
    {
        var variables = new Dictionary<string, object>();
        if (otlpEndpoint is not null)
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlpEndpoint.GetLeftPart(UriPartial.Authority);
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Guid.NewGuid().ToString("N")[..8]}";
            variables["OTEL_SERVICE_NAME"] = resource.Name;
        }

        if (otlpEndpoint is not null && isDevelopment)
        {
            variables["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
            variables["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }

        return variables;
    }
}
