namespace McpAspire.AppHost;

/// <summary>What holds only when the application runs here, or only when it is published: the one place that asks for the mode.</summary>
internal static class ProjectResourceExtensions
{
    private const string DataDirectory = "MOCK_DATA_DIRECTORY";

    /// <summary>Links a path of the resource in the dashboard.</summary>
    public static IResourceBuilder<ProjectResource> WithLink(this IResourceBuilder<ProjectResource> project, string path) =>
        project.WithUrlForEndpoint("http", _ => new() { Url = path, DisplayText = path });

    /// <summary>Run mode: the project runs as Development; without a launch profile it would run as Production.</summary>
    public static IResourceBuilder<ProjectResource> InDevelopment(this IResourceBuilder<ProjectResource> project) =>
        project.ApplicationBuilder.ExecutionContext.IsRunMode ? project.WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development").WithoutHttpsCertificate() : project;

    /// <summary>Run mode: the backend keeps its data in the directory that MOCK_DATA_DIRECTORY names (argument or environment of the AppHost); without it, in its own default.</summary>
    public static IResourceBuilder<ProjectResource> WithDataDirectory(this IResourceBuilder<ProjectResource> project) =>
        project.ApplicationBuilder.ExecutionContext.IsRunMode && project.ApplicationBuilder.Configuration[DataDirectory] is { Length: > 0 } directory
            ? project.WithEnvironment(DataDirectory, directory)
            : project;

    /// <summary>Publish mode: the port on which the container listens.</summary>
    public static IResourceBuilder<ProjectResource> WithContainerPort(this IResourceBuilder<ProjectResource> project, int port) =>
        project.ApplicationBuilder.ExecutionContext.IsPublishMode ? project.WithEndpoint("http", endpoint => endpoint.TargetPort = port, createIfNotExists: false) : project;
}
