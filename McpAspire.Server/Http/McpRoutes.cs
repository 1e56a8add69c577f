namespace McpAspire.Server.Http;

/// <summary>The routes of the MCP endpoints.</summary>
internal static class McpRoutes
{
    /// <summary>The endpoint.</summary>
    public const string Mcp = "/mcp";

    /// <summary>An alias for plain HTTP clients.</summary>
    public const string Messages = "/messages";

    /// <summary>Another name of <see cref="Messages"/>.</summary>
    public const string UnderscoreMessages = "/_mcp/messages";

    /// <summary>The list of tools as plain JSON.</summary>
    public const string Tools = "/tools";
}
