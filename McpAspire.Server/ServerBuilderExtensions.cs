using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Calls;
using McpAspire.Server.Identity;
using McpAspire.Server.Results;
using McpAspire.Server.Telemetry;
using McpAspire.Server.Tools;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Resilience;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace McpAspire.Server;

/// <summary>Registers the parts of the server.</summary>
internal static class ServerBuilderExtensions
{
    private const string Instructions = """
        Tools for users, support tickets and datasets, and for further APIs if this server offers any.
        Lists and queries are paged: while has_more is true, call again with skip set to next_skip.
        query_data reads one dataset; for an unknown dataset or column, the error lists the available names.
        To repeat create_ticket safely, pass the same idempotency_key with the same content.
        A failed call returns an error with a message and the flag retryable, which tells whether the same call may succeed later.
        """;

    public static void AddBackend(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<BackendOptions>(
            BackendOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new BackendOptionsValidator(),
            Enums =
            [
                SettingNames.Of<CallIdentity>(nameof(BackendOptions.Identity)),
                SettingNames.Of<AppOnlyCallers>(nameof(BackendOptions.AppOnlyCallers)),
            ],
        });
        builder.Services.AddSingleton(static services =>
        {
            var options = services.GetRequiredService<IOptions<BackendOptions>>().Value;
            var scopes = services.GetRequiredService<IOptions<IdentityOptions>>().Value.Scopes;
            return new ApiIdentity(options.Identity, options.AppOnlyCallers, scopes ?? string.Empty);
        });
        builder.Services.AddUserTokens(
            static services => services.GetRequiredService<IOptions<CallerOptions>>().Value.ExchangeClientId!);
        builder.Services.AddScoped(static _ => new CallerIdentity());
        builder.Services.AddOptions<CallerOptions>().Configure<IOptions<BackendOptions>>(static (caller, backend) =>
            caller.ExchangeSetting ??= backend.ValueOrNull()?.Identity is CallIdentity.Caller ? "BACKEND_IDENTITY" : null);
        builder.Services.AddSingleton<ResponseBudget>();
        builder.Services.AddSingleton<BackendBulkhead>();
        builder.Services.AddTransient<BoundedBodyHandler>();
        var client = builder.Services.AddHttpClient<BackendClient>(static (services, http) =>
            http.BaseAddress = services.GetRequiredService<IOptions<BackendOptions>>().Value.BaseAddressWithSlash);
        client.AddBackendResilience(static services => services.GetRequiredService<IOptions<BackendOptions>>().Value.Timeouts);
        client.AddAccessToken();
        client.AddBackendConnections();
        builder.Services.AddHealthChecks().AddCheck<BackendHealthCheck>("backend", tags: [HealthTags.Ready]);
    }

    public static void AddMcpTools(this WebApplicationBuilder builder)
    {
        var json = ServerJsonContext.CreateOptions();
        builder.Services.AddOptions<McpServerOptions>().Configure<IOptions<McpServerIdentityOptions>>(static (options, identity) =>
        {
            options.ServerInfo = identity.Value.ToServerInfo();
            options.ServerInstructions = Instructions;
            options.Filters.Request.ListToolsFilters.Add(
                static _ => static (request, _) => ValueTask.FromResult(ToolList.Of(request.Services!, request.User)));
        });
        builder.AddOptions(new SettingsBinding<McpServerIdentityOptions>(
            McpServerIdentityOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new McpServerIdentityOptionsValidator(),
        });
        builder.AddOptions(new SettingsBinding<AuditOptions>(AuditOptions.SectionName, AuditOptions.Bind)
        {
            Enums = [SettingNames.Of<AuditCallers>(nameof(AuditOptions.Callers))],
            Secrets = [nameof(AuditOptions.HashKey)],
        });
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddSingleton<ToolMetrics>();
        builder.Services.AddScoped(static _ => new ToolCall());
        builder.Services.AddHealthChecks().AddCheck<ToolsHealthCheck>("tools", tags: [HealthTags.Ready]);
        builder.Services.AddMcpServer().WithHttpTransport()
            .AddTool<GetUserProfileTool>(json)
            .AddTool<ListUsersTool>(json)
            .AddTool<CreateTicketTool>(json)
            .AddTool<ListTicketsTool>(json)
            .AddTool<QueryDataTool>(json);
    }
}
