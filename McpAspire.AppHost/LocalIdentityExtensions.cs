namespace McpAspire.AppHost;

/// <summary>Run mode: emulates workload identity with the local Entra ID. Not part of the manifest.</summary>
internal static class LocalIdentityExtensions
{
    // Ids of the local Entra ID, not used by any other tenant.
    private const string Tenant = "11111111-2222-3333-4444-555555555555";
    private const string ServerAudience = "bbbbbbbb-0000-0000-0000-000000000002 api://mcp-server";

    private static readonly Dictionary<string, (string App, string Scope)> Identities = new(StringComparer.Ordinal)
    {
        [ResourceNames.Server] = ("aaaaaaaa-0000-0000-0000-000000000001", "api://mcp-backend/.default"),
        [ResourceNames.Client] = ("aaaaaaaa-0000-0000-0000-000000000002", "api://mcp-server/.default"),
    };

    /// <summary>Starts the local Entra ID in the backend, which then requires tokens.</summary>
    public static IResourceBuilder<ProjectResource> WithLocalEntra(this IResourceBuilder<ProjectResource> backend, LocalEntra entra) =>
        backend.ApplicationBuilder.ExecutionContext.IsRunMode
            ? backend.WithEnvironment("MOCK_DATA_DIRECTORY", entra.DataDirectory)
                .WithEnvironment("LOCAL_ENTRA_PORT", entra.Port)
                .WithEnvironment("Entra__Directory", entra.Directory)
            : backend;

    /// <summary>Sets the variables of the workload identity webhook, and the authority's CA file.</summary>
    public static IResourceBuilder<ProjectResource> WithWorkloadIdentity(this IResourceBuilder<ProjectResource> caller, LocalEntra entra) =>
        caller.ApplicationBuilder.ExecutionContext.IsRunMode
            ? caller.WithEnvironment("AZURE_TENANT_ID", Tenant)
                .WithEnvironment("AZURE_CLIENT_ID", Identities[caller.Resource.Name].App)
                .WithEnvironment("AZURE_AUTHORITY_HOST", $"https://localhost:{entra.Port}/")
                .WithEnvironment("AZURE_AUTHORITY_CA_FILE", Path.Combine(entra.Directory, "ca.pem"))
                .WithEnvironment("AZURE_FEDERATED_TOKEN_FILE", Path.Combine(entra.Directory, caller.Resource.Name, "azure-identity-token"))
                .WithEnvironment("AZURE_SCOPES", Identities[caller.Resource.Name].Scope)
            : caller;

    /// <summary>Passes <c>MCPASPIRE_AUTHORIZATION</c> to the server: with <c>EntraId</c> it requires tokens.</summary>
    public static IResourceBuilder<ProjectResource> WithCallerAuthorization(this IResourceBuilder<ProjectResource> server) =>
        server.ApplicationBuilder is { ExecutionContext.IsRunMode: true } builder
        && builder.Configuration["MCPASPIRE_AUTHORIZATION"] is { Length: > 0 } mode
            ? server.WithEnvironment("AUTHORIZATION_MODE", mode).WithEnvironment("AUTHORIZATION_AUDIENCE", ServerAudience)
            : server;

    /// <summary>
    /// Passes <c>MCPASPIRE_IDENTITY</c> to the server: with <c>Caller</c> the backend sees the user. The client, which has no user, keeps
    /// calling with the server's identity.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithBackendIdentity(this IResourceBuilder<ProjectResource> server) =>
        server.ApplicationBuilder is { ExecutionContext.IsRunMode: true } builder
        && builder.Configuration["MCPASPIRE_IDENTITY"] is { Length: > 0 } identity
            ? server.WithEnvironment("BACKEND_IDENTITY", identity).WithEnvironment("BACKEND_APP_ONLY_CALLERS", "Server")
            : server;
}
