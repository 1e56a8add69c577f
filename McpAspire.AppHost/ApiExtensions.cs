namespace McpAspire.AppHost;

/// <summary>Run mode: REST APIs that the server offers by their OpenAPI documents. Nothing of it is published.</summary>
internal static class ApiExtensions
{
    /// <summary>Passes <c>MCPASPIRE_APIS</c>, a file in this project, to the server.</summary>
    public static IResourceBuilder<ProjectResource> WithApis(this IResourceBuilder<ProjectResource> server) =>
        server.ApplicationBuilder is { ExecutionContext.IsRunMode: true } builder
        && builder.Configuration["MCPASPIRE_APIS"] is { Length: > 0 } file
            ? server.WithEnvironment("APIS_FILE", Path.GetFullPath(file, builder.AppHostDirectory))
            : server;
}
