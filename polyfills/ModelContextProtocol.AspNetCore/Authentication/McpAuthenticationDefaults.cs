namespace ModelContextProtocol.AspNetCore.Authentication;

public static class McpAuthenticationDefaults
{
    public const string AuthenticationScheme = "McpAuth";

    public const string DisplayName = "MCP Authentication";
}
