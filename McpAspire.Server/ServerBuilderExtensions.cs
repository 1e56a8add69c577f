using McpAspire.Server.Backend;
using McpAspire.Server.Calls;
using McpAspire.Server.Hosting;
using McpAspire.Server.Results;
using McpAspire.Server.Telemetry;
using McpAspire.Server.Tools;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace McpAspire.Server;

/// <summary>Registers the parts of the server.</summary>
internal static class ServerBuilderExtensions
{
    public static void AddServerSettings(this WebApplicationBuilder builder)
    {
        builder.AddSettings(ServerSettings.Aliases);
        builder.AddOptions<AddressOptions>(AddressOptions.SectionName);
        builder.AddOptions<McpServerIdentityOptions>(McpServerIdentityOptions.SectionName);
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelAddresses>();
        builder.WebHost.SuppressPortSettings();
    }

    public static void AddBackend(this WebApplicationBuilder builder)
    {
        builder.AddOptions<BackendOptions>(BackendOptions.SectionName);
        builder.Services.AddSingleton<ResponseBudget>();
        builder.Services.AddSingleton<BackendBulkhead>();
        builder.Services.AddTransient<BoundedBodyHandler>();
        var client = builder.Services.AddHttpClient<BackendClient>(static (services, http) =>
            http.BaseAddress = services.GetRequiredService<IOptions<BackendOptions>>().Value.BaseAddressWithSlash);
        client.AddBackendResilience(static services => services.GetRequiredService<IOptions<BackendOptions>>().Value.Timeouts);
        client.AddAccessToken();
        client.AddHttpMessageHandler<BoundedBodyHandler>();
        client.UseSocketsHttpHandler(static (sockets, services) =>
            sockets.PooledConnectionLifetime = services.GetRequiredService<IOptions<BackendOptions>>().Value.ConnectionLifetime);
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        builder.Services.AddHealthChecks().AddCheck<BackendHealthCheck>("backend", tags: [HealthTags.Ready]);
    }

    public static void AddMcpTools(this WebApplicationBuilder builder)
    {
        var json = ServerJsonContext.CreateOptions();
        builder.Services.AddOptions<McpServerOptions>().Configure<IOptions<McpServerIdentityOptions>>(static (options, identity) =>
            options.ServerInfo = identity.Value.ServerInfo);
        builder.AddOptions<AuditOptions>(AuditOptions.SectionName);
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddSingleton<ToolMetrics>();
        builder.Services.AddScoped<ToolCall>();
        builder.Services.AddHealthChecks().AddCheck<ToolsHealthCheck>("tools", tags: [HealthTags.Ready]);
        builder.Services.AddMcpServer().WithHttpTransport().AddAuthorizationFilters()
            .AddTool<GetUserProfileTool>(json)
            .AddTool<ListUsersTool>(json)
            .AddTool<CreateTicketTool>(json)
            .AddTool<ListTicketsTool>(json)
            .AddTool<QueryDataTool>(json);
    }
}
