using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace McpAspire.Tests.Protocol;

/// <summary>A host that knows users by a header and has protected tools, prompts and resources.</summary>
internal static class AuthorizingHost
{
    public static Task<McpTestHost> StartAsync(bool withFilters, Action<IMcpServerBuilder>? configure = null) => McpTestHost.StartAsync(
        (builder, mcp) =>
        {
            builder.Services.AddAuthentication(HeaderAuthenticationHandler.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, HeaderAuthenticationHandler>(HeaderAuthenticationHandler.SchemeName, null);
            builder.Services.AddAuthorization();
            mcp.WithTools<ProtectedTools>().WithPrompts<ProtectedContent>().WithResources<ProtectedContent>();
            if (withFilters)
            {
                mcp.AddAuthorizationFilters();
            }

            configure?.Invoke(mcp);
        },
        app => app.UseAuthentication().UseAuthorization());
}
