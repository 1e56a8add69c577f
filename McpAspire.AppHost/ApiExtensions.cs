using System.Text.Json.Nodes;

namespace McpAspire.AppHost;

/// <summary>Run mode: REST APIs that the server offers by their OpenAPI documents. Nothing of it is published.</summary>
internal static class ApiExtensions
{
    /// <summary>
    /// Passes <c>MCPASPIRE_APIS</c>, a file in this project, to the server; each API sees the identity of <c>MCPASPIRE_IDENTITY</c>.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithApis(this IResourceBuilder<ProjectResource> server)
    {
        if (server.ApplicationBuilder is not { ExecutionContext.IsRunMode: true } builder
            || builder.Configuration["MCPASPIRE_APIS"] is not { Length: > 0 } file)
        {
            return server;
        }

        var path = Path.GetFullPath(file, builder.AppHostDirectory);
        if (builder.Configuration["MCPASPIRE_IDENTITY"] is { Length: > 0 } identity)
        {
            foreach (var (name, _) in JsonNode.Parse(File.ReadAllText(path))?["Apis"]?.AsObject() ?? [])
            {
                server.WithEnvironment($"Apis__{name}__Identity", identity);
            }
        }

        return server.WithEnvironment("APIS_FILE", path);
    }
}
