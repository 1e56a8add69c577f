using System.Globalization;

namespace McpAspire.AppHost;

/// <summary>Adds the programs of the system.</summary>
internal static class ServiceExtensions
{
    /// <summary>Adds a program with an http endpoint, its health checks and a link to them.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port of its address, overridden by <c>--port</c> in run mode; by default a free one.</param>
    /// <param name="targetPort">Publish mode: the port on which the container listens.</param>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder, string name, int? port = null, int? targetPort = null)
        where TProject : IProjectMetadata, new()
    {
        if (port is not null && ushort.TryParse(builder.ChosenPort(), CultureInfo.InvariantCulture, out var chosen))
        {
            port = chosen;
        }

        var service = builder.AddProject<TProject>(name, static options => options.ExcludeLaunchProfile = true)
            .WithHttpEndpoint(port: port)
            .WithHttpProbe(ProbeType.Readiness, "/health/ready")
            .WithHttpProbe(ProbeType.Liveness, "/health/live")
            .WithLink("/health");
        // Programs without a launch profile run as Production; without this callback, Aspire would not request a development certificate.
        return builder.ExecutionContext.IsRunMode
            ? service.WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
                .WithEnvironment("READ_DOTENV", "false")
                .WithoutHttpsCertificate()
            : service.WithEndpoint("http", endpoint => endpoint.TargetPort = targetPort, createIfNotExists: false);
    }

    /// <summary>Links a path of the resource in the dashboard.</summary>
    public static IResourceBuilder<ProjectResource> WithLink(this IResourceBuilder<ProjectResource> service, string path) =>
        service.WithUrlForEndpoint("http", _ => new() { Url = path, DisplayText = path });
}
