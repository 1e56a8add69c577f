namespace McpAspire.MockBackend.Entra;

/// <summary>The registrations of the tenant.</summary>
internal static class Registrations
{
    private const string ServerObject = "cccccccc-0000-0000-0000-000000000001";

    private const string ClientObject = "cccccccc-0000-0000-0000-000000000002";

    private const string WorkstationObject = "cccccccc-0000-0000-0000-000000000003";

    private const string IdeObject = "cccccccc-0000-0000-0000-000000000004";

    private const string ServerApiObject = "cccccccc-0000-0000-0000-000000000005";

    public static ResourceRegistration Backend { get; } = new("api://mcp-backend", EntraIds.BackendResource) { Scopes = AppRoles.All };

    public static ResourceRegistration Server { get; } = new("api://mcp-server", EntraIds.ServerResource)
    {
        Scopes = AppRoles.All,
        IsOnLoopback = true,
    };

    /// <summary>The user who is signed in, unless the request or the browser selects another one.</summary>
    public static UserRegistration LocalUser { get; } = new(EntraIds.LocalUser, "Local user", "local.user@example.test")
    {
        Roles = new Dictionary<string, string[]> { [Backend.Uri] = [.. AppRoles.All] },
    };

    public static UserRegistration LocalReader { get; } = new(EntraIds.LocalReader, "Local reader", "local.reader@example.test")
    {
        Roles = new Dictionary<string, string[]> { [Backend.Uri] = [AppRoles.UsersRead, AppRoles.TicketsRead, AppRoles.DataRead] },
    };

    public static IReadOnlyList<UserRegistration> Users { get; } = [LocalUser, LocalReader];

    public static IReadOnlyList<AppRegistration> Apps { get; } =
    [
        new(EntraIds.ServerApp, ServerObject, ServiceAccountIssuer.SubjectOf("mcp-server"), Secret: null, new Dictionary<string, string[]>
        {
            [Backend.Uri] = [AppRoles.UsersRead, AppRoles.TicketsRead, AppRoles.TicketsWrite, AppRoles.DataRead],
        }),
        new(EntraIds.ClientApp, ClientObject, ServiceAccountIssuer.SubjectOf("mcp-client"), Secret: null, new Dictionary<string, string[]>
        {
            [Backend.Uri] = [AppRoles.UsersRead],
            [Server.Uri] = [AppRoles.UsersRead, AppRoles.TicketsRead, AppRoles.TicketsWrite, AppRoles.DataRead],
        }),
        new(EntraIds.WorkstationApp, WorkstationObject, Subject: null, EntraIds.WorkstationSecret, new Dictionary<string, string[]>
        {
            [Backend.Uri] = [AppRoles.UsersRead, AppRoles.TicketsRead],
            [Server.Uri] = [AppRoles.UsersRead, AppRoles.TicketsRead],
        }),
        new(EntraIds.IdeApp, IdeObject, Subject: null, Secret: null, new Dictionary<string, string[]>())
        {
            SignsInUsers = true,
            Consents = new Dictionary<string, string[]> { [Server.Uri] = [.. Server.Scopes] },
        },
        // The registration of the API itself: a managed identity cannot receive a user's token.
        new(
            EntraIds.ServerResource,
            ServerApiObject,
            ServiceAccountIssuer.SubjectOf("mcp-server"),
            Secret: null,
            new Dictionary<string, string[]>())
        {
            Consents = new Dictionary<string, string[]> { [Backend.Uri] = [.. Backend.Scopes] },
        },
    ];

    public static AppRegistration? FindApp(string clientId) => Apps.FirstOrDefault(app => app.ClientId == clientId);

    /// <summary>The resource with a URI or application id; null for none.</summary>
    public static ResourceRegistration? FindResource(string name) =>
        Array.Find([Backend, Server], resource => resource.Uri == name || resource.AppId == name);
}
