using McpAspire.MockBackend.Entra;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Authentication;

/// <summary>Requires a token with the route's app role when an authority is set; otherwise the API is open.</summary>
internal static class AuthenticationExtensions
{
    public static IReadOnlyList<SettingAlias> Aliases { get; } =
    [
        new("MOCK_AUTHORITY", $"{CallerOptions.SectionName}:{nameof(CallerOptions.Authority)}"),
        new("MOCK_AUDIENCE", $"{CallerOptions.SectionName}:{nameof(CallerOptions.Audience)}"),
        new("MOCK_AUTHORITY_CA_FILE", $"{CallerOptions.SectionName}:{nameof(CallerOptions.AuthorityCaFile)}"),
    ];

    public static WebApplicationBuilder AddCallerAuthentication(this WebApplicationBuilder builder)
    {
        builder.AddOptions(
            new SettingsBinding<CallerOptions>(CallerOptions.SectionName, static (section, options) => section.Bind(options)));
        string[] authorities = [Aliases[0].Key, LocalEntraExtensions.PortAlias.Key];
        var isProtected = authorities.Any(key => !string.IsNullOrEmpty(builder.Configuration[key]));
        builder.Services.AddAuthenticationCore();
        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var role in AppRoles.All)
        {
            var required = new RequiredRole(role);
            authorization.AddPolicy(role, policy => policy.RequireAssertion(
                context => !isProtected || required.MissingFrom(context.User) is null));
        }

        if (isProtected)
        {
            // Routes without a policy, and unknown paths, need a token as well.
            authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
            builder.AddBearerTokens(static (bearer, services) => CallerTokens.Configure(
                bearer, services.GetRequiredService<IOptions<CallerOptions>>().Value, services.GetService<LocalEntra>()));
        }

        return builder;
    }

    /// <summary>Requires the app role of callers, and the delegated scope of the same name of those that act for a user.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoints, string role)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(role).WithMetadata(new RequiredRole(role));
}
