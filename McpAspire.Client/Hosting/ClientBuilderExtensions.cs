using McpAspire.Client.Connection;
using McpAspire.Client.Worker;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Hosting;

/// <summary>The parts of the client.</summary>
internal static class ClientBuilderExtensions
{
    /// <summary>Creates a builder that reads appsettings.json beside the program, regardless of the current directory.</summary>
    public static WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateBuilder(ClientEnvironment.ToOptions());
        var defaults = new JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Optional = true };
        defaults.ResolveFileProvider();
        builder.Configuration.Sources.Insert(0, defaults);
        return builder;
    }

    /// <summary>Adds telemetry, health, settings and the connection: everything except the worker.</summary>
    public static void AddClient(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults(ClientSettings.Aliases);
        builder.AddHealthPort();
        builder.AddConnection();
    }

    public static void AddWorker(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<WorkerOptions>(WorkerOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new WorkerOptionsValidator(),
        });
        builder.Services.AddSingleton<ConnectionState>();
        builder.Services.AddHealthChecks().AddCheck<ConnectionHealthCheck>("mcp-server", tags: [HealthTags.Ready]);
        builder.Services.AddSingleton<WorkerRound>();
        builder.Services.AddHostedService<ToolWorker>();
    }

    /// <summary>Adds settings and the connection for a command, without telemetry, ports or the worker.</summary>
    public static void AddCommandServices(this IHostApplicationBuilder builder)
    {
        builder.AddSettings(ClientSettings.Aliases);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(static http => http.AddServiceDiscovery().RemoveAllLoggers());
        builder.AddConnection();
    }

    /// <summary>Adds headers to every request to the server.</summary>
    public static void AddRequestHeaders(this IHostApplicationBuilder builder, IEnumerable<KeyValuePair<string, string>> headers) =>
        builder.Services.AddHttpClient(McpConnector.HttpClientName).ConfigureHttpClient(http =>
        {
            foreach (var (name, value) in headers)
            {
                http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
            }
        });

    /// <summary>Listens on the port of <see cref="HealthPortOptions"/>, which overrides <c>ASPNETCORE_URLS</c>.</summary>
    private static void AddHealthPort(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<HealthPortOptions>(
            HealthPortOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new HealthPortOptionsValidator(),
        });
        var port = builder.Configuration[$"{HealthPortOptions.SectionName}:{nameof(HealthPortOptions.Port)}"];
        var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        ListenUrls.Use(builder.WebHost, string.IsNullOrEmpty(port) && !string.IsNullOrEmpty(urls)
            ? urls.Split(';')
            :
            [
                ListenUrls.Of(
                    ListenUrls.DefaultHost(builder.Environment), string.IsNullOrEmpty(port) ? $"{HealthPortOptions.DefaultPort}" : port),
            ]);
    }

    private static void AddConnection(this IHostApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<McpConnectionOptions>(
            McpConnectionOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new McpConnectionOptionsValidator(),
        });
        builder.AddIdentity(IdentityNeed.ForScopes);

        // McpConnectionOptions has the time limits; HttpClient's own would cancel earlier.
        builder.Services.AddHttpClient(McpConnector.HttpClientName, static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, services) =>
            {
                // Outermost: service discovery and the token follow, so that the token's handler sees the resolved address.
                if (services.GetRequiredService<IOptions<McpConnectionOptions>>().Value.DiscoveryScheme is { } scheme)
                {
                    handlers.Insert(0, new DiscoverySchemeHandler(scheme));
                }
            })
            .AddHttpMessageHandler(static () => new ResponseGuard())
            .AddAccessToken();
        builder.Services.AddSingleton<McpConnector>();
    }
}
