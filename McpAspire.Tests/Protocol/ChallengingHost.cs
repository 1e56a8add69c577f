using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore.Authentication;

namespace McpAspire.Tests.Protocol;

/// <summary>A host that asks for a user on every path and challenges with the MCP scheme.</summary>
internal static class ChallengingHost
{
    public const string WellKnown = "/.well-known/oauth-protected-resource";

    public static Task<McpTestHost> StartAsync(Action<McpAuthenticationOptions>? configure = null) => McpTestHost.StartAsync(
        (builder, _) =>
        {
            builder.Services
                .AddAuthentication(options =>
                {
                    options.DefaultAuthenticateScheme = HeaderAuthenticationHandler.SchemeName;
                    options.DefaultChallengeScheme = McpAuthenticationDefaults.AuthenticationScheme;
                })
                .AddScheme<AuthenticationSchemeOptions, HeaderAuthenticationHandler>(HeaderAuthenticationHandler.SchemeName, null)
                .AddMcp(options =>
                {
                    options.ResourceMetadata = new() { AuthorizationServers = { "https://login.example" }, ScopesSupported = { "mcp.read" } };
                    configure?.Invoke(options);
                });
            builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        },
        app => app.UseAuthentication().UseAuthorization());

    public static async Task<McpAnswer> GetAsync(McpTestHost host, string path)
    {
        using var response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await McpAnswer.ReadAsync(response, TestContext.Current.CancellationToken);
    }

    public static string Origin(McpTestHost host) => host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
}
