using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Identity;

/// <summary>The identity of a process for the APIs that it calls.</summary>
public static class IdentityExtensions
{
    /// <summary>The flat environment names, as the workload identity webhook of AKS injects them.</summary>
    public static IReadOnlyList<SettingAlias> Aliases { get; } =
    [
        new("AZURE_TENANT_ID", "Identity:TenantId"),
        new("AZURE_CLIENT_ID", "Identity:ClientId"),
        new("AZURE_CLIENT_SECRET", "Identity:ClientSecret"),
        new("AZURE_FEDERATED_TOKEN_FILE", "Identity:FederatedTokenFile"),
        new("AZURE_AUTHORITY_HOST", "Identity:AuthorityHost"),
        new("AZURE_AUTHORITY_CA_FILE", "Identity:AuthorityCaFile"),
        new("AZURE_SCOPES", "Identity:Scopes"),
        new("AZURE_ALLOW_MANAGEMENT_SCOPE", "Identity:AllowManagementScope"),
    ];

    /// <summary>Selects the credential once, by <see cref="IdentityOptions"/>, and adds a readiness check for its token.</summary>
    public static void AddIdentity(this IHostApplicationBuilder builder, IdentityNeed need = IdentityNeed.InProduction)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOptions(new SettingsBinding<IdentityOptions>(IdentityOptions.SectionName, Bind)
        {
            Validator = new IdentityOptionsValidator(),
            Secrets = [nameof(IdentityOptions.ClientSecret)],
        });
        builder.Services.Configure<IdentityOptions>(options => options.Need = need);
        builder.Services.AddSingleton<TokenMetrics>();
        builder.Services.AddSingleton(static services => Create(services, services.GetRequiredService<IOptions<IdentityOptions>>().Value));
        builder.Services.AddHealthChecks().AddCheck<AccessTokenHealthCheck>("token", tags: [HealthTags.Ready]);
    }

    /// <summary>
    /// Adds the process's access token to every request of this client; a 401 renews it once. Redirects are not followed, because a
    /// repeated request (renewal, retry) would send the token to another host.
    /// </summary>
    public static IHttpClientBuilder AddAccessToken(this IHttpClientBuilder client)
    {
        return client.FollowNoRedirects().AddHttpMessageHandler(static services =>
            new AccessTokenHandler(services.GetRequiredService<AccessTokenSource>()));
    }

    /// <summary>
    /// Adds the token of a user to those requests that have <see cref="UserToken.Option"/>; others carry none. Redirects are not followed.
    /// </summary>
    public static IHttpClientBuilder AddUserToken(this IHttpClientBuilder client) =>
        client.FollowNoRedirects().AddHttpMessageHandler(static _ => new AccessTokenHandler(null));

    /// <summary>Adds the exchange of users' tokens.</summary>
    /// <param name="services">The services.</param>
    /// <param name="clientId">Returns the application that is the audience of users' tokens.</param>
    public static void AddUserTokens(this IServiceCollection services, Func<IServiceProvider, string> clientId) =>
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<IdentityOptions>>().Value;
            var (application, transport) = (clientId(provider), CredentialSelector.CreateTransport(options));
            return new UserTokenSource(
                options, user => CredentialSelector.CreateOnBehalfOf(options, application, user, transport),
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<TokenMetrics>(),
                provider.GetRequiredService<ILoggerFactory>());
        });

    /// <summary>
    /// As <see cref="AddAccessToken(IHttpClientBuilder)"/>, with tokens for other scopes; clients of the same scopes share them.
    /// </summary>
    public static IHttpClientBuilder AddAccessToken(this IHttpClientBuilder client, string scopes)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Services.TryAddKeyedSingleton(scopes, static (services, key) =>
            Create(services, services.GetRequiredService<IOptions<IdentityOptions>>().Value.WithScopes((string)key)));
        return client.FollowNoRedirects().AddHttpMessageHandler(services =>
            new AccessTokenHandler(services.GetRequiredKeyedService<AccessTokenSource>(scopes)));
    }

    private static AccessTokenSource Create(IServiceProvider services, IdentityOptions options)
    {
        var transport = CredentialSelector.CreateTransport(options);
        return new(
            Options.Create(options), () => CredentialSelector.Create(options, transport), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<TokenMetrics>(), services.GetRequiredService<ILoggerFactory>());
    }

    private static IHttpClientBuilder FollowNoRedirects(this IHttpClientBuilder client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.ConfigurePrimaryHttpMessageHandler(static (handler, _) =>
        {
            if (handler is SocketsHttpHandler sockets)
            {
                sockets.AllowAutoRedirect = false;
            }
        });
    }

    private static void Bind(IConfiguration section, IdentityOptions options)
    {
        section.Bind(options);
        options.ClientSecret = section[nameof(IdentityOptions.ClientSecret)] is { } secret ? new(secret) : null;
    }
}
