using McpAspire.Client.Connection;
using McpAspire.Client.Worker;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Client;

/// <summary>What the client is made of, a method each.</summary>
internal static class ClientBuilderExtensions
{
    /// <summary>What the worker and the commands share: the settings, the identity and the connection.</summary>
    public static void AddClient(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddClientSettings();
        builder.AddConnection();
    }

    public static void AddClientSettings(this WebApplicationBuilder builder)
    {
        builder.AddSettings(ClientSettings.Aliases);
        builder.AddOptions<HealthPortOptions>(HealthPortOptions.SectionName);
        builder.WebHost.UseHealthPort(builder.Configuration, builder.Environment);
    }

    public static void AddConnection(this WebApplicationBuilder builder)
    {
        builder.AddOptions<McpConnectionOptions>(McpConnectionOptions.SectionName);
        builder.AddIdentity(IdentityNeed.ForScopes);

        // The limits are those of McpConnectionOptions; HttpClient's own would cut a longer one short.
        builder.Services.AddHttpClient(McpConnector.HttpClientName, static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, services) =>
            {
                // The outermost: the token's handler comes after it, and after service discovery, next to the wire, where the address is the one that is called.
                if (services.GetRequiredService<IOptions<McpConnectionOptions>>().Value.DiscoveryScheme is { } scheme)
                {
                    handlers.Insert(0, new DiscoverySchemeHandler(scheme));
                }
            })
            .AddAccessToken();
        builder.Services.AddSingleton<McpConnector>();
        builder.Services.AddSingleton<ConnectionState>();
        builder.Services.AddHealthChecks().AddCheck<ConnectionHealthCheck>("mcp-server", tags: [HealthTags.Ready]);
    }

    public static void AddWorker(this WebApplicationBuilder builder)
    {
        builder.AddOptions<WorkerOptions>(WorkerOptions.SectionName);
        builder.Services.AddSingleton<WorkerRound>();
        builder.Services.AddHostedService<ToolWorker>();
    }
}
