using System.Globalization;

namespace McpAspire.AppHost;

/// <summary>Run mode: the workload identity of AKS, with a local stand-in for Entra ID that the backend hosts. Nothing of it is published.</summary>
internal static class LocalIdentityExtensions
{
    // The ids that the stand-in knows; they open nothing elsewhere.
    private const string Tenant = "11111111-2222-3333-4444-555555555555";
    private const string ServerAudience = "bbbbbbbb-0000-0000-0000-000000000002 api://mcp-server";

    private static readonly Dictionary<string, (string App, string Scope)> Identities = new(StringComparer.Ordinal)
    {
        [ResourceNames.Server] = ("aaaaaaaa-0000-0000-0000-000000000001", "api://mcp-backend/.default"),
        [ResourceNames.Client] = ("aaaaaaaa-0000-0000-0000-000000000002", "api://mcp-server/.default"),
    };

    /// <summary>Starts the stand-in beside the backend, which from then on asks for tokens.</summary>
    public static IResourceBuilder<ProjectResource> WithLocalEntra(this IResourceBuilder<ProjectResource> backend, LocalEntra entra) =>
        backend.ApplicationBuilder.ExecutionContext.IsRunMode
            ? backend.WithEnvironment("LOCAL_ENTRA_PORT", entra.Port.ToString(CultureInfo.InvariantCulture)).WithEnvironment("Entra__Directory", entra.Directory)
            : backend;

    /// <summary>Gives a project what the workload identity webhook of AKS would, and the stand-in's certificate authority.</summary>
    public static IResourceBuilder<ProjectResource> WithWorkloadIdentity(this IResourceBuilder<ProjectResource> project, LocalEntra entra) =>
        project.ApplicationBuilder.ExecutionContext.IsRunMode
            ? project.WithEnvironment("AZURE_TENANT_ID", Tenant)
                .WithEnvironment("AZURE_CLIENT_ID", Identities[project.Resource.Name].App)
                .WithEnvironment("AZURE_AUTHORITY_HOST", string.Create(CultureInfo.InvariantCulture, $"https://localhost:{entra.Port}/"))
                .WithEnvironment("AZURE_AUTHORITY_CA_FILE", Path.Combine(entra.Directory, "ca.pem"))
                .WithEnvironment("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(entra.Directory, project.Resource.Name, "azure-identity-token"))
                .WithEnvironment("AZURE_SCOPES", Identities[project.Resource.Name].Scope)
            : project;

    /// <summary>Whether the server asks its callers for tokens of the stand-in, as <c>Authorization:Mode</c> of the AppHost says: <c>None</c> unless it is <c>EntraId</c>.</summary>
    public static IResourceBuilder<ProjectResource> WithCallerAuthorization(this IResourceBuilder<ProjectResource> server) =>
        server.ApplicationBuilder.ExecutionContext.IsRunMode && server.ApplicationBuilder.Configuration["Authorization:Mode"] is { Length: > 0 } mode
            ? server.WithEnvironment("AUTHORIZATION_MODE", mode).WithEnvironment("AUTHORIZATION_AUDIENCE", ServerAudience)
            : server;
}
