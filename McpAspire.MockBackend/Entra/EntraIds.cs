namespace McpAspire.MockBackend.Entra;

/// <summary>The ids of the local Entra ID: fixed, so that settings can name them, and visibly invented.</summary>
internal static class EntraIds
{
    public const string Tenant = "11111111-2222-3333-4444-555555555555";

    public const string ServerApp = "aaaaaaaa-0000-0000-0000-000000000001";

    public const string ClientApp = "aaaaaaaa-0000-0000-0000-000000000002";

    /// <summary>An app with a secret instead of a federated credential, for tools on a developer's machine.</summary>
    public const string WorkstationApp = "aaaaaaaa-0000-0000-0000-000000000003";

    /// <summary>Valid in this process only, and documented.</summary>
    public const string WorkstationSecret = "not-a-secret-local-only";

    /// <summary>An app without a credential, for IDEs and command lines that users sign in to.</summary>
    public const string IdeApp = "aaaaaaaa-0000-0000-0000-000000000004";

    /// <summary>A user with every app role of <c>api://mcp-backend</c>.</summary>
    public const string LocalUser = "dddddddd-0000-0000-0000-000000000001";

    /// <summary>A user with every app role of <c>api://mcp-backend</c> but <c>Tickets.Write</c>.</summary>
    public const string LocalReader = "dddddddd-0000-0000-0000-000000000002";

    /// <summary>The application id of <c>api://mcp-backend</c>: the audience of its tokens.</summary>
    public const string BackendResource = "bbbbbbbb-0000-0000-0000-000000000001";

    /// <summary>The application id of <c>api://mcp-server</c>: the audience of its tokens, and the client of exchanges.</summary>
    public const string ServerResource = "bbbbbbbb-0000-0000-0000-000000000002";

    /// <summary>The resource of scopes without a URI in Entra ID; not in this tenant.</summary>
    public const string MicrosoftGraph = "00000003-0000-0000-c000-000000000000";

    /// <summary>The audience of a service-account token that Entra ID accepts as a client assertion.</summary>
    public const string ExchangeAudience = "api://AzureADTokenExchange";
}
