namespace McpAspire.AppHost;

/// <summary>The names of the resources: in the dashboard, in service discovery, and as DNS names in Kubernetes.</summary>
internal static class ResourceNames
{
    /// <summary>The REST API behind the server.</summary>
    public const string Backend = "backend";

    /// <summary>The MCP server.</summary>
    public const string Server = "mcp-server";

    /// <summary>The MCP client.</summary>
    public const string Client = "mcp-client";

    /// <summary>The managed identity with which the server calls the backend.</summary>
    public const string ServerIdentity = "mcp-server-identity";

    /// <summary>The managed identity with which the client calls the server.</summary>
    public const string ClientIdentity = "mcp-client-identity";
}
