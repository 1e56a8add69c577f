using McpAspire.MockBackend.Datasets;
using McpAspire.MockBackend.Seeding;
using McpAspire.MockBackend.Tickets;
using McpAspire.MockBackend.Users;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Store;

/// <summary>Registers the store, and prepares it before the first request.</summary>
internal static partial class StoreExtensions
{
    public static SettingAlias DirectoryAlias { get; } = new(StoreOptions.DataDirectorySetting, $"{StoreOptions.SectionName}:{nameof(StoreOptions.DataDirectory)}");

    public static WebApplicationBuilder AddStore(this WebApplicationBuilder builder)
    {
        builder.AddOptions<StoreOptions>(StoreOptions.SectionName);
        builder.Services.AddSingleton(services => new Database(Path.GetFullPath(
            services.GetRequiredService<IOptions<StoreOptions>>().Value.DataDirectory,
            services.GetRequiredService<IHostEnvironment>().ContentRootPath)));
        builder.Services.AddSingleton<DatabasePreparation>();
        builder.Services.AddSingleton<UserStore>();
        builder.AddOptions<IdempotencyOptions>(IdempotencyOptions.SectionName);
        builder.Services.AddSingleton<IdempotencyKeys>();
        builder.Services.AddSingleton<TicketStore>();
        builder.AddOptions<DatasetOptions>(DatasetOptions.SectionName);
        builder.Services.AddSingleton<DatasetCatalog>();
        builder.Services.AddSingleton<DatasetStore>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: [HealthTags.Ready], timeout: TimeSpan.FromSeconds(1));
        return builder;
    }

    /// <summary>Prepares the database. Answers false, with the reason in the log, when the program cannot run with it.</summary>
    public static async Task<bool> PrepareStoreAsync(this WebApplication app)
    {
        try
        {
            await app.Services.GetRequiredService<DatabasePreparation>().PrepareAsync(SeedData.InsertAsync, app.Lifetime.ApplicationStopping);
            if (app.Services.GetRequiredService<IOptions<DatasetOptions>>().ValueOrNull() is { BulkRows: > 0 and var rows })
            {
                await BulkNumbers.AddAsync(app.Services.GetRequiredService<Database>(), rows, app.Lifetime.ApplicationStopping);
            }

            return true;
        }
        catch (StoreException exception)
        {
            Log.StoreRefused(app.Logger, exception.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Critical, "{Reason}")]
        public static partial void StoreRefused(ILogger logger, string reason);
    }
}
