using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Aspire.Hosting.Publishing;

public sealed class ManifestPublishingContext(DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
{
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    public string ManifestPath { get; } = manifestPath;

    public Utf8JsonWriter Writer { get; } = writer;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    [return: NotNullIfNotNull(nameof(path))]
    public string? GetManifestRelativePath(string? path) =>
        path is null ? null : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!, path).Replace('\\', '/');

    public async Task WriteEnvironmentVariablesAsync(IResource resource)
    {
        var variables = await RunEnvironment.EvaluateAsync(resource, ExecutionContext, [], CancellationToken);
        if (variables.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("env");
        foreach (var (name, value) in variables)
        {
            Writer.WriteString(name, value is IManifestExpressionProvider expression ? expression.ValueExpression : Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        Writer.WriteEndObject();
    }

    public void WriteBindings(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
        {
            Writer.WriteStartObject(endpoint.Name);
            Writer.WriteString("scheme", endpoint.UriScheme);
            Writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            Writer.WriteString("transport", endpoint.Transport);
            WritePorts(endpoint);
            if (endpoint.IsExternal)
            {
                Writer.WriteBoolean("external", true);
            }

            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }

    internal async Task WriteModelAsync(DistributedApplicationModel model)
    {
        Writer.WriteStartObject();
        Writer.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            Writer.WriteStartObject(resource.Name);
            await WriteResourceAsync(resource);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
        Writer.WriteEndObject();
        await Writer.FlushAsync(CancellationToken);
    }

    private async Task WriteResourceAsync(IResource resource)
    {
        if (resource.Annotations.OfType<ManifestPublishingCallbackAnnotation>().LastOrDefault()?.Callback is { } callback)
        {
            await callback(this);
        }
        else if (resource is ProjectResource)
        {
            Writer.WriteString("type", "project.v0");
            Writer.WriteString("path", GetManifestRelativePath(resource.Annotations.OfType<IProjectMetadata>().Single().ProjectPath));
            await WriteEnvironmentVariablesAsync(resource);
            WriteBindings(resource);
        }
        else
        {
            Writer.WriteString("error", "This resource does not support generation in the manifest.");
        }
    }

    /// <summary>A public port is written only when it says something that the target port does not.</summary>
    private void WritePorts(EndpointAnnotation endpoint)
    {
        if (endpoint.Port is { } port && port != endpoint.TargetPort)
        {
            Writer.WriteNumber("port", port);
        }

        if (endpoint.TargetPort is { } targetPort)
        {
            Writer.WriteNumber("targetPort", targetPort);
        }
    }
}
