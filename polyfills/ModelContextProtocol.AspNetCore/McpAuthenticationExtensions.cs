using Microsoft.AspNetCore.Authentication;
using ModelContextProtocol.AspNetCore.Authentication;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the scheme that tells MCP clients where to get a token.</summary>
public static class McpAuthenticationExtensions
{
    public static AuthenticationBuilder AddMcp(this AuthenticationBuilder builder, Action<McpAuthenticationOptions>? configureOptions = null) =>
        builder.AddMcp(McpAuthenticationDefaults.AuthenticationScheme, McpAuthenticationDefaults.DisplayName, configureOptions);

    public static AuthenticationBuilder AddMcp(
        this AuthenticationBuilder builder,
        string authenticationScheme,
        string displayName,
        Action<McpAuthenticationOptions>? configureOptions = null) =>
        builder.AddScheme<McpAuthenticationOptions, McpAuthenticationHandler>(authenticationScheme, displayName, configureOptions);
}
