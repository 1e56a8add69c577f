using System.Diagnostics.Metrics;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Calls;
using McpAspire.Server.Identity;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Resilience;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace McpAspire.Server.OpenApi;

/// <summary>Registers the APIs of the configuration with their tools.</summary>
internal static class ApiExtensions
{
    /// <summary>A JSON file with the section <see cref="ApiCatalog.Section"/> (<c>APIS_FILE</c>).</summary>
    public const string FileKey = "ApisFile";

    public static void AddApis(this WebApplicationBuilder builder)
    {
        var folder = builder.Environment.ContentRootPath;
        string? fault = null;
        if (builder.Configuration[FileKey] is { Length: > 0 } file)
        {
            var path = Path.Combine(folder, file);
            folder = Path.GetDirectoryName(path)!;
            try
            {
                // The first source: environment variables take precedence.
                var source = new JsonConfigurationSource { Path = path };
                source.ResolveFileProvider();
                builder.Configuration.Sources.Insert(0, source);
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                fault = $"APIS_FILE: {file} cannot be read: {exception.Message}";
            }
        }

        var catalog = ApiCatalog.Read(builder.Configuration, folder, fault);
        builder.Services.AddSingleton(catalog);
        builder.Services.AddSingleton<IValidateOptions<ApiFaults>, ApiFaults.ApiFaultsValidator>();
        builder.Services.AddOptionsWithValidateOnStart<ApiFaults>();
        builder.Services.AddSingleton<ApiDrift>();
        var permissions = catalog.Apis.SelectMany(static api => api.Tools).Select(static tool => tool.Definition.Permission);
        builder.Services.Configure<CallerOptions>(
            options => options.Permissions = [.. Permissions.All.Union(permissions, StringComparer.Ordinal)]);
        var exchange = catalog.Apis.FirstOrDefault(static api => api.Options.Identity is CallIdentity.Caller);
        builder.Services.Configure<CallerOptions>(
            options => options.ExchangeSetting ??= exchange is null ? null : $"Apis:{exchange.Name}:Identity");
        // A call that a longer limit permits may also end at a shutdown, for which ServiceDefaults assumes the default.
        builder.Services.AddOptions<HostOptions>().PostConfigure<IOptions<BackendOptions>>((host, backend) =>
            host.ShutdownTimeout += backend.ValueOrNull() is { } options
                ? catalog.Apis.Select(api => ApiClient.TimeoutsOf(api.Options, options).Total)
                    .Append(options.Timeouts.Total).Append(BackendTimeouts.DefaultTotal).Max() - BackendTimeouts.DefaultTotal
                : TimeSpan.Zero);
        foreach (var api in catalog.Faults.Count == 0 ? catalog.Apis : [])
        {
            builder.Services.AddApi(api);
        }
    }

    private static void AddApi(this IServiceCollection services, Api api)
    {
        var name = ApiClient.NameOf(api);
        var client = services.AddHttpClient(name);
        client.AddBackendResilience(
            provider => ApiClient.TimeoutsOf(api.Options, provider.GetRequiredService<IOptions<BackendOptions>>().Value), api.Name);
        if (api.Options.Scopes is not { Length: > 0 } scopes)
        {
            // Its calls carry no token.
        }
        else if (api.Identity.UsesServer)
        {
            client.AddAccessToken(scopes);
        }
        else
        {
            client.AddUserToken();
        }

        client.AddBackendConnections();
        services.AddKeyedSingleton(name, (provider, _) => new BackendBulkhead(
            api.Options.MaxConcurrentCalls ?? provider.GetRequiredService<IOptions<BackendOptions>>().Value.MaxConcurrentCalls,
            provider.GetRequiredService<IMeterFactory>(),
            api.Name));
        services.AddKeyedSingleton(name, (provider, key) => ActivatorUtilities.CreateInstance<ApiClient>(
            provider, api, provider.GetRequiredKeyedService<BackendBulkhead>(key)));
        services.AddKeyedSingleton(name, static (provider, key) => ActivatorUtilities.CreateInstance<ApiProbes>(
            provider, provider.GetRequiredKeyedService<ApiClient>(key)));
        services.AddSingleton<IDoctorProbe>(provider => provider.GetRequiredKeyedService<ApiProbes>(name));
        services.AddHealthChecks().Add(new(name, provider => provider.GetRequiredKeyedService<ApiProbes>(name), null, [HealthTags.Ready]));
        foreach (var tool in api.Tools)
        {
            services.AddSingleton<McpServerTool>(provider => new ServedTool(
                new GeneratedTool(
                    tool,
                    provider.GetRequiredKeyedService<ApiClient>(name),
                    provider.GetRequiredService<ResponseBudget>(),
                    provider.GetRequiredService<IOptions<BackendOptions>>().Value,
                    provider.GetRequiredService<ApiDrift>(),
                    provider.GetRequiredService<TimeProvider>()),
                new SchemaArguments(tool),
                api.Identity,
                provider.GetRequiredService<ILogger<ServedTool>>()));
        }
    }

    /// <summary>Makes the faults of the catalog part of the message with which a start fails.</summary>
    private sealed class ApiFaults
    {
        internal sealed class ApiFaultsValidator(ApiCatalog catalog, IOptions<IdentityOptions> identity) : IValidateOptions<ApiFaults>
        {
            public ValidateOptionsResult Validate(string? name, ApiFaults options)
            {
                var server = identity.ValueOrNull();
                List<string> faults =
                [
                    .. catalog.Faults,
                    .. from api in catalog.Apis
                       where api.Options.Scopes is { } scopes
                           && server is { AllowManagementScope: false }
                           && server.WithScopes(scopes).NamesManagementPlane
                       select $"Apis:{api.Name}:Scopes must not name Azure's management plane "
                           + "(AZURE_ALLOW_MANAGEMENT_SCOPE=true allows it).",
                ];
                return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
            }
        }
    }
}
