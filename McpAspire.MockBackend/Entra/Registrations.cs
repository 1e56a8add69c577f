using McpAspire.MockBackend.Authentication;

namespace McpAspire.MockBackend.Entra;

/// <summary>What is registered in the tenant.</summary>
internal static class Registrations
{
    public static ResourceRegistration Backend { get; } = new("api://mcp-backend", EntraIds.BackendResource);

    public static ResourceRegistration Server { get; } = new("api://mcp-server", EntraIds.ServerResource)
    {
        Scopes = AppRoles.All,
        IsOnLoopback = true,
    };

    /// <summary>The person who is signed in.</summary>
    public static UserRegistration User { get; } = new(EntraIds.LocalUser, "Local user", "local.user@example.test");

    public static IReadOnlyList<AppRegistration> Apps { get; } =
    [
        new(EntraIds.ServerApp, "cccccccc-0000-0000-0000-000000000001", ServiceAccountIssuer.SubjectOf("mcp-server"), Secret: null, new Dictionary<string, string[]>
        {
            [Backend.Uri] = [AppRoles.UsersRead, AppRoles.TicketsRead, AppRoles.TicketsWrite, AppRoles.DataRead],
        }),
        new(EntraIds.ClientApp, "cccccccc-0000-0000-0000-000000000002", ServiceAccountIssuer.SubjectOf("mcp-client"), Secret: null, new Dictionary<string, string[]>
        {
            [Backend.Uri] = [AppRoles.UsersRead],
            [Server.Uri] = [AppRoles.UsersRead, AppRoles.TicketsRead, AppRoles.TicketsWrite, AppRoles.DataRead],
        }),
        new(EntraIds.WorkstationApp, "cccccccc-0000-0000-0000-000000000003", Subject: null, EntraIds.WorkstationSecret, new Dictionary<string, string[]>
        {
            [Backend.Uri] = [AppRoles.UsersRead, AppRoles.TicketsRead],
            [Server.Uri] = [AppRoles.UsersRead, AppRoles.TicketsRead],
        }),
        new(EntraIds.IdeApp, "cccccccc-0000-0000-0000-000000000004", Subject: null, Secret: null, new Dictionary<string, string[]>())
        {
            SignsInPeople = true,
            Consents = new Dictionary<string, string[]> { [Server.Uri] = [.. Server.Scopes] },
        },
    ];

    public static AppRegistration? FindApp(string clientId) => Apps.FirstOrDefault(app => app.ClientId == clientId);

    /// <summary>The resource that a scope names by its URI or its application id; null when there is none.</summary>
    public static ResourceRegistration? FindResource(string name) =>
        Array.Find([Backend, Server], resource => resource.Uri == name || resource.AppId == name);
}
